/// A member of the SqueezeNet family: everything that decides the layers and their parameters.
///
/// v1.0 is the network of the paper (arXiv 1602.07360, Table 1); v1.1 is its authors' later variant
/// with a smaller first convolution and earlier pooling, 2.4 times less arithmetic; a fine-tuned
/// network is one of these with classes of its own. Borders and rounding are no part of it: see
/// `PaddingConvention`.
public struct Architecture: Sendable, Hashable, CustomStringConvertible {
  /// Channels of the prepared image: 3, or 1 for grey.
  public var inputChannels = 3
  /// Side of the square kernel of conv1, in pixels.
  public var conv1Kernel: Int
  public var conv1Stride = 2
  /// Output channels of conv1.
  public var conv1Channels: Int
  /// The blocks ("conv1" is 1, "fire2" is 2, …) after which a 3×3/2 max pooling stands.
  public var poolingAfter: Set<Int>
  /// fire2, fire3, … in order.
  public var fireBlocks: [FireBlock]
  /// Output channels of conv10. One class is a sigmoid, which gives two answers.
  public var classCount = 1000

  public init(
    conv1Kernel: Int, conv1Channels: Int, poolingAfter: Set<Int>, fireBlocks: [FireBlock]
  ) {
    self.conv1Kernel = conv1Kernel
    self.conv1Channels = conv1Channels
    self.poolingAfter = poolingAfter
    self.fireBlocks = fireBlocks
  }

  private init(conv1Kernel: Int, conv1Channels: Int, poolingAfter: Set<Int>) {
    self.init(
      conv1Kernel: conv1Kernel, conv1Channels: conv1Channels, poolingAfter: poolingAfter,
      fireBlocks: [16, 16, 32, 32, 48, 48, 64, 64].enumerated().map { offset, squeeze in
        FireBlock(
          number: offset + 2, squeeze1x1: squeeze, expand1x1: squeeze * 4, expand3x3: squeeze * 4)
      })
  }

  public static let v10 = Architecture(
    conv1Kernel: 7, conv1Channels: 96, poolingAfter: [1, 4, 8])
  public static let v11 = Architecture(
    conv1Kernel: 3, conv1Channels: 64, poolingAfter: [1, 3, 5])

  /// The published members, by which others are named.
  public static let published: [(name: String, architecture: Architecture)] = [
    ("v1.0", .v10), ("v1.1", .v11),
  ]

  /// - Returns: nil for a name that no published member has.
  public init?(named name: String) {
    guard let found = Self.published.first(where: { $0.name == name }) else { return nil }
    self = found.architecture
  }

  /// `v1.0`, `v1.1`, `v1.0 simple bypass`, …, whatever the classes; else `custom`.
  public var name: String {
    for (name, published) in Self.published {
      for bypass in Bypass.allCases where hasLayers(of: published.with(bypass)) {
        return bypass == .none ? name : "\(name) \(bypass.rawValue) bypass"
      }
    }
    return "custom"
  }

  public var description: String { name }

  /// True where only the classes differ.
  public func hasLayers(of other: Architecture) -> Bool {
    var same = other
    same.classCount = classCount
    return self == same
  }

  /// Bounds of what is read from files.
  public static let fireBlockLimit = 16
  public static let channelLimit = 4096
  public static let classLimit = 65_536
}

/// The connections around fire blocks (paper, section 6 and Figure 2).
public enum Bypass: String, CaseIterable, Sendable, Hashable {
  case none
  /// Around each block with as many channels before as after; the others have none.
  case simple
  /// There too, and with a 1×1 convolution around the others.
  case complex
}

extension Architecture {
  /// Channels that enter a fire block, by its place in `fireBlocks`.
  public func channels(before block: Int) -> Int {
    block > 0 ? fireBlocks[block - 1].outputChannels : conv1Channels
  }

  /// The connections around its fire blocks.
  public var bypass: Bypass {
    Bypass.allCases.first { with($0).fireBlocks.map(\.bypass) == fireBlocks.map(\.bypass) } ?? .none
  }

  /// The same network with other connections around its fire blocks.
  public func with(_ bypass: Bypass) -> Architecture {
    var result = self
    for block in fireBlocks.indices {
      let isEqual = channels(before: block) == fireBlocks[block].outputChannels
      result.fireBlocks[block].bypass =
        switch bypass {
        case .none: nil
        case .simple: isEqual ? .identity : nil
        case .complex: isEqual ? .identity : .convolution
        }
    }
    return result
  }
}
