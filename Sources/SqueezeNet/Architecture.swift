/// The two published variants of SqueezeNet.
///
/// v1.0 is the network of the paper (arXiv 1602.07360, Table 1); v1.1 is its authors' later
/// variant with a smaller first convolution and earlier pooling, 2.4 times less arithmetic.
public enum Architecture: String, CaseIterable, Sendable, Hashable {
  case v10 = "v1.0"
  case v11 = "v1.1"

  /// Side of the square kernel of conv1, in pixels.
  public var conv1Kernel: Int { self == .v10 ? 7 : 3 }

  /// Output channels of conv1.
  public var conv1Channels: Int { self == .v10 ? 96 : 64 }

  /// The blocks ("conv1" is 1, "fire2" is 2, …) after which a 3×3/2 max pooling stands.
  public var poolingAfter: Set<Int> { self == .v10 ? [1, 4, 8] : [1, 3, 5] }

  /// fire2 … fire9 in order.
  public var fireBlocks: [FireBlock] {
    [16, 16, 32, 32, 48, 48, 64, 64].enumerated().map { offset, squeeze in
      FireBlock(
        number: offset + 2, squeeze1x1: squeeze, expand1x1: squeeze * 4, expand3x3: squeeze * 4)
    }
  }

  /// Number of classes, the output channels of conv10 (ILSVRC 2012).
  public static let classCount = 1000
}
