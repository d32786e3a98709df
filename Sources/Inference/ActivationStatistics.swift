/// What the values of one layer's output are like. Sums are in double precision; the deviation is
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
    var sum = 0.0
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var zeros = 0
    var nonFinite = 0
    for value in buffer {
      guard value.isFinite else {
        nonFinite += 1
        continue
      }
      sum += Double(value)
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      if value == 0 { zeros += 1 }
    }
    let finite = buffer.count - nonFinite
    let mean = finite == 0 ? 0 : sum / Double(finite)
    var squares = 0.0
    for value in buffer where value.isFinite {
      let distance = Double(value) - mean
      squares += distance * distance
    }
    self.count = buffer.count
    self.mean = mean
    self.standardDeviation = finite == 0 ? 0 : (squares / Double(finite)).squareRoot()
    self.minimum = finite == 0 ? 0 : minimum
    self.maximum = finite == 0 ? 0 : maximum
    self.zeroCount = zeros
    self.nonFiniteCount = nonFinite
  }
}
