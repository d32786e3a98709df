import KernelTypes
import KernelsBaseline

/// Statistics of the values of one layer's output. Sums are in double precision; the deviation is
/// the population's (divided by n), as NumPy's `std`.
public struct ActivationStatistics: Sendable, Hashable {
  public let count: Int
  public let mean: Double
  public let standardDeviation: Double
  public let minimum: Float
  public let maximum: Float
  /// Values that are exactly zero (of either sign).
  public let zeroCount: Int
  /// Values that are NaN or infinite; they are left out of every other figure but `count`.
  public let nonFiniteCount: Int

  /// Share of values that are exactly zero, 0 … 1.
  public var zeroShare: Double { count == 0 ? 0 : Double(zeroCount) / Double(count) }

  public init(of values: some Collection<Float>) {
    self =
      values.withContiguousStorageIfAvailable { Self(buffer: $0) }
      ?? Array(values).withUnsafeBufferPointer { Self(buffer: $0) }
  }

  init(buffer: UnsafeBufferPointer<Float>) {
    guard let values = buffer.baseAddress, !buffer.isEmpty else {
      self.init(count: 0, of: nil, mean: 0, squares: 0)
      return
    }
    let summary = summarize(values, count: buffer.count)
    guard summary.isFinite else {
      let finite = Self(of: buffer.filter(\.isFinite))
      self = Self(finite, count: buffer.count)
      return
    }
    let mean = summary.sum / Double(buffer.count)
    self.init(
      count: buffer.count, of: summary, mean: mean,
      squares: squaredDistances(values, count: buffer.count, mean: mean))
  }

  private init(count: Int, of summary: ValueSummary?, mean: Double, squares: Double) {
    self.count = count
    self.mean = mean
    standardDeviation = count == 0 ? 0 : (squares / Double(count)).squareRoot()
    minimum = summary?.minimum ?? 0
    maximum = summary?.maximum ?? 0
    zeroCount = summary?.zeros ?? 0
    nonFiniteCount = 0
  }

  /// The figures of the finite among `count` values.
  private init(_ finite: Self, count: Int) {
    self.count = count
    mean = finite.mean
    standardDeviation = finite.standardDeviation
    minimum = finite.minimum
    maximum = finite.maximum
    zeroCount = finite.zeroCount
    nonFiniteCount = count - finite.count
  }
}
