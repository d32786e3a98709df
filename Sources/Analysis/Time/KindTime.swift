import Inference
import SqueezeNet

/// The time of all layers of one kind together.
public struct KindTime: Sendable, Hashable {
  public let kind: LayerKind
  /// The number of layers.
  public let layers: Int
  /// Sum of the layers' medians.
  public let nanoseconds: Double
  /// Of the sum over all layers, 0 … 1.
  public let share: Double
  public let macs: Int
  /// Sum of the layers' `minimumBytes`.
  public let minimumBytes: Int

  /// 10⁹ multiply-accumulates a second; nil for kinds without arithmetic.
  public var gmacPerSecond: Double? {
    macs > 0 && nanoseconds > 0 ? Double(macs) / nanoseconds : nil
  }

  /// The kinds that a network has, in the order in which they first stand in it.
  ///
  /// - Parameter timings: one a layer; empty for another count.
  public static func all(network: Network, timings: [TimingSummary]) -> [KindTime] {
    guard timings.count == network.layers.count else { return [] }
    let times = LayerTimes(medians: timings.map(\.median))
    return LayerKind.allCases.compactMap { kind in
      let layers = network.layers.filter { $0.kind == kind }
      guard !layers.isEmpty else { return nil }
      let time = layers.reduce(0) { $0 + times.medians[$1.index] }
      return KindTime(
        kind: kind, layers: layers.count, nanoseconds: time, share: times.share(of: time),
        macs: layers.reduce(0) { $0 + $1.macs },
        minimumBytes: layers.reduce(0) { $0 + $1.minimumBytes })
    }
  }
}
