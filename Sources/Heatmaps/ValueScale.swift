import Glibc

/// From values to places between a scale's two ends.
public struct ValueScale: Sendable, Hashable {
  /// The values that it covers; those outside are put at an end.
  public let range: ValueRange
  /// Exponent of a value's place; below 1 shows small values stronger.
  public let gamma: Double
  /// True where zero is in the middle: distances from it are bent by gamma then.
  public let isSigned: Bool

  /// - Parameter signed: the range is widened to have zero in its middle.
  public init(_ range: ValueRange, gamma: Double = 1, signed: Bool = false) {
    self.range = signed ? range.centred : range
    self.gamma = gamma
    isSigned = signed
  }

  /// Returns the place of a value, 0 … 1; nil for what is not finite. Where the range has no
  /// extent, its value lies in the middle, but an unsigned zero at the start: nothing is not half
  /// of something.
  public func place(_ value: Float) -> Double? {
    guard value.isFinite else { return nil }
    guard range.maximum > range.minimum else { return value == 0 && !isSigned ? 0 : 0.5 }
    // In double precision: the difference of two floats may overflow.
    let (low, high) = (Double(range.minimum), Double(range.maximum))
    return bent((Double(value) - low) / (high - low))
  }

  /// Returns a share of the range as gamma bends it, 0 … 1; beyond that the end's.
  public func bent(_ share: Double) -> Double {
    let share = min(max(share, 0), 1)
    guard gamma != 1 else { return share }
    guard isSigned else { return pow(share, gamma) }
    let distance = 2 * share - 1
    return 0.5 + (distance < 0 ? -0.5 : 0.5) * pow(abs(distance), gamma)
  }
}
