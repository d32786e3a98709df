/// The paper's metaparameters of the eight fire blocks (section 5.1): block i, counted from 0, has
/// eᵢ = baseE + incrE · ⌊i / freq⌋ expand filters, of which pct3x3 are 3×3, and SR · eᵢ squeeze
/// filters; counts are rounded. The initial values give the paper's Table 1.
public struct DesignSpace: Sendable, Hashable {
  /// SR: squeeze filters for each expand filter.
  public var squeezeRatio = 0.125
  /// The share of 3×3 among the expand filters, 0 … 1.
  public var pct3x3 = 0.5
  /// Expand filters of fire2.
  public var baseE = 128
  /// Expand filters that are added after every `freq` blocks.
  public var incrE = 128
  public var freq = 2
  /// Connections around blocks (section 6).
  public var bypass = Bypass.none

  public init() {}

  /// The values that are accepted.
  public static let squeezeRatios = 0.001...8.0
  public static let shares3x3 = 0.0...1.0
  public static let filters = 1...2048
  public static let increments = 0...1024
  public static let frequencies = 1...16

  /// A network with these blocks, and conv1, poolings and classes of a published one.
  ///
  /// - Throws: where a block has no filter of a kind left, or too many.
  public func architecture(of base: Architecture) throws(DesignError) -> Architecture {
    var result = base
    var blocks: [FireBlock] = []
    for (index, block) in base.fireBlocks.enumerated() {
      let expand = baseE + incrE * (index / max(1, freq))
      let expand3x3 = Int((pct3x3 * Double(expand)).rounded())
      let squeeze = Int((squeezeRatio * Double(expand)).rounded())
      for (count, kind) in [
        (squeeze, "squeeze"), (expand - expand3x3, "1x1 expand"), (expand3x3, "3x3 expand"),
      ] {
        guard count > 0 else { throw DesignError("leaves \(block.name) without \(kind) filters") }
        guard count <= Architecture.channelLimit else {
          throw DesignError(
            "gives \(block.name) \(count) \(kind) filters: "
              + "\(Architecture.channelLimit) are the most")
        }
      }
      blocks.append(
        FireBlock(
          number: block.number, squeeze1x1: squeeze, expand1x1: expand - expand3x3,
          expand3x3: expand3x3))
    }
    result.fireBlocks = blocks
    return result.with(bypass)
  }

  /// The size in MB that the paper gives for the network, if it gives one: Figure 3 (at pct3x3
  /// 0.5) and Table 3.
  public var paperMegabytes: Double? {
    var usual = DesignSpace()
    usual.squeezeRatio = squeezeRatio
    usual.bypass = bypass
    guard self == usual else { return nil }
    return switch (squeezeRatio, bypass) {
    case (0.125, .none), (0.125, .simple): 4.8
    case (0.125, .complex): 7.7
    case (0.5, .none): 13
    case (0.75, .none): 19
    default: nil
    }
  }
}

/// The reason why metaparameters give no network.
public struct DesignError: Error, Hashable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}
