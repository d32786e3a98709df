/// A fire block: a 1×1 squeeze convolution whose output goes through a 1×1 and a 3×3 expand
/// convolution, concatenated along channels, 1×1 first (paper, section 3.2).
public struct FireBlock: Sendable, Hashable {
  /// From 2 on; the block is named `fire<number>`.
  public let number: Int
  /// Output channels of the squeeze convolution, s1x1 in the paper.
  public let squeeze1x1: Int
  /// Output channels of the 1×1 expand convolution, e1x1.
  public let expand1x1: Int
  /// Output channels of the 3×3 expand convolution, e3x3.
  public let expand3x3: Int
  /// True where a file's network concatenates the other way round.
  public var isExpand3x3First = false
  /// What is added to the concatenation; nil for nothing.
  public var bypass: Connection?

  /// The way around a block (paper, section 6).
  public enum Connection: Sendable, Hashable {
    /// The block's input.
    case identity
    /// A 1×1 convolution of it, without activation, where the numbers of channels differ.
    case convolution
  }

  public init(number: Int, squeeze1x1: Int, expand1x1: Int, expand3x3: Int) {
    self.number = number
    self.squeeze1x1 = squeeze1x1
    self.expand1x1 = expand1x1
    self.expand3x3 = expand3x3
  }

  /// Channels of the concatenation.
  public var outputChannels: Int { expand1x1 + expand3x3 }

  public var name: String { "fire\(number)" }
  public var squeezeName: String { "\(name)/squeeze1x1" }
  public var expand1x1Name: String { "\(name)/expand1x1" }
  public var expand3x3Name: String { "\(name)/expand3x3" }
  /// The convolution around the block.
  public var bypass1x1Name: String { "\(name)/bypass1x1" }
  /// The sum that ends a block with a bypass.
  public var bypassName: String { "\(name)/bypass" }

  /// The channels of the concatenation that an expand computes; nil for layers that are none.
  public func channels(of layer: String) -> Range<Int>? {
    let first = isExpand3x3First ? expand3x3 : expand1x1
    switch layer {
    case expand1x1Name: return isExpand3x3First ? first..<outputChannels : 0..<first
    case expand3x3Name: return isExpand3x3First ? 0..<first : first..<outputChannels
    default: return nil
    }
  }
}
