import Inference

/// The times of layers as parts of the whole: what a share of the time is, wherever one is shown.
///
/// A share is a median's part of the sum of all layers' medians, so that shares add up to 1. The
/// median of whole passes is another number: not all layers are at their medians in one pass.
public struct LayerTimes: Sendable, Hashable {
  /// In the order of `Network.layers`, in nanoseconds; 0 for a layer that is pending.
  public let medians: [Double]
  /// Of all medians: what a share is of.
  public let sum: Double

  public init(medians: [Double]) {
    self.medians = medians
    sum = medians.reduce(0, +)
  }

  /// Returns the sum of the medians of some layers.
  public func median(of layers: Range<Int>) -> Double {
    medians[layers.clamped(to: medians.indices)].reduce(0, +)
  }

  /// Returns the share of a median, or of a sum of some, 0 … 1.
  public func share(of median: Double) -> Double { sum > 0 ? median / sum : 0 }

  public func share(of layers: Range<Int>) -> Double { share(of: median(of: layers)) }
}
