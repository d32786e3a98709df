import SqueezeNet

/// The figures of the paper's Table 1 about v1.0 after pruning (arXiv 1602.07360, section 4.2).
///
/// The table gives each block's parameters after pruning; the shares of kernel values that are kept
/// follow from them: with all biases kept, they give every count of the table (rounded up). The
/// published `.net` file was pruned in the same way.
public enum PaperSparsity {
  /// Parameters after pruning by block: `conv1`, `fire2` … `fire9`, `conv10`; 421,098 in all.
  public static let parametersAfterPruning: [String: Int] = [
    "conv1": 14208, "fire2": 5746, "fire3": 6258, "fire4": 20646, "fire5": 24742,
    "fire6": 44700, "fire7": 46236, "fire8": 77581, "fire9": 77581, "conv10": 103_400,
  ]

  /// Share of a convolution's kernel values that are not zero, 0 … 1; nil for layers that the
  /// table does not have, and for v1.1.
  public static func keptShare(of layer: Layer, in architecture: Architecture) -> Double? {
    guard architecture == .v10, layer.convolution != nil else { return nil }
    switch layer.name {
    case "conv1": return 1
    case "conv10": return 0.2
    case "fire7/squeeze1x1", "fire9/squeeze1x1", "fire6/expand1x1", "fire8/expand1x1": return 0.5
    case "fire8/expand3x3", "fire9/expand3x3": return 0.3
    default: return layer.convolution?.kernel == 3 ? 0.33 : 1
    }
  }
}
