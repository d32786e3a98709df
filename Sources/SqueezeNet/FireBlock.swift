/// A fire block: a 1×1 squeeze convolution whose output goes through a 1×1 and a 3×3 expand
/// convolution, concatenated along channels, 1×1 first (paper, section 3.2).
public struct FireBlock: Sendable, Hashable {
  /// 2 … 9; the block is named `fire<number>`.
  public let number: Int
  /// Output channels of the squeeze convolution, s1x1 in the paper.
  public let squeeze1x1: Int
  /// Output channels of the 1×1 expand convolution, e1x1.
  public let expand1x1: Int
  /// Output channels of the 3×3 expand convolution, e3x3.
  public let expand3x3: Int

  /// Channels of the concatenation.
  public var outputChannels: Int { expand1x1 + expand3x3 }

  public var name: String { "fire\(number)" }
  public var squeezeName: String { "\(name)/squeeze1x1" }
  public var expand1x1Name: String { "\(name)/expand1x1" }
  public var expand3x3Name: String { "\(name)/expand3x3" }
}
