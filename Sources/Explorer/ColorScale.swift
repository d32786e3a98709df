/// From values to colours.
public struct ColorScale: Sendable, Hashable {
  public let ramp: ColorRamp
  /// The values of the ramp's two ends; what lies outside gets an end's colour.
  public let range: ValueRange

  public init(_ ramp: ColorRamp, _ range: ValueRange) {
    self.ramp = ramp
    self.range = range
  }

  /// Sequential colours for values of one sign; for values below zero diverging ones around zero.
  public init(_ range: ValueRange, colormap: Colormap, onDark: Bool) {
    if range.minimum < 0 {
      self.init(.diverging(onDark: onDark), range.centred)
    } else {
      self.init(.sequential(colormap), range)
    }
  }

  /// Where a value lies, 0 … 1; nil for what is not finite. Where the range has no extent, its
  /// value lies in the middle, but a sequential ramp's zero at the start: nothing is not half of
  /// something.
  public func share(_ value: Float) -> Double? {
    guard value.isFinite else { return nil }
    guard range.maximum > range.minimum else {
      if case .sequential = ramp { return value == 0 ? 0 : 0.5 }
      return 0.5
    }
    // In double precision: the difference of two floats may overflow.
    let (low, high) = (Double(range.minimum), Double(range.maximum))
    return min(max((Double(value) - low) / (high - low), 0), 1)
  }

  public func color(_ value: Float) -> RGB { share(value).map(ramp.color) ?? ramp.notFinite }
}
