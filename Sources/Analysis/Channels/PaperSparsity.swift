import SqueezeNet

/// The figures of the paper's Table 1 about v1.0 after pruning (arXiv 1602.07360, section 4.2).
///
/// The table gives each block's parameters after pruning; the shares of kernel values that are kept
/// follow from them: with all biases kept, they give every count of the table (rounded up). The
/// published `.net` file was pruned in the same way.
public enum PaperSparsity {
  /// Share of a convolution's kernel values that are not zero, 0 … 1; nil for layers that the
  /// table does not have, and for v1.1.
  public static func keptShare(of layer: Layer, in architecture: Architecture) -> Double? {
    guard architecture.hasLayers(of: .v10), layer.convolution != nil else { return nil }
    switch layer.name {
    case "conv1": return 1
    case "conv10": return 0.2
    case "fire7/squeeze1x1", "fire9/squeeze1x1", "fire6/expand1x1", "fire8/expand1x1": return 0.5
    case "fire8/expand3x3", "fire9/expand3x3": return 0.3
    default: return layer.convolution?.kernel == 3 ? 0.33 : 1
    }
  }
}
