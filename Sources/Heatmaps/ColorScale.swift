/// From values to colours.
public struct ColorScale: Sendable, Hashable {
  public let ramp: ColorRamp
  public let values: ValueScale

  /// Sequential colours, or diverging ones around zero.
  public init(
    _ range: ValueRange, gamma: Double = 1, colormap: Colormap, signed: Bool, onDark: Bool
  ) {
    ramp = signed ? .diverging(onDark: onDark) : .sequential(colormap)
    values = ValueScale(range, gamma: gamma, signed: signed)
  }

  /// The values of the ramp's two ends.
  public var range: ValueRange { values.range }

  public func color(_ value: Float) -> RGB {
    values.place(value).map(ramp.color) ?? ramp.notFinite
  }
}
