import Heatmaps

extension Color {
  /// A colour, or the nearest of the palette where there is no true colour.
  public init(_ color: RGB, direct: Bool) {
    self = direct ? .rgb(color) : .indexed(Palette.nearest(color))
  }

  /// Nil for the terminal's own colours.
  public var rgb: RGB? {
    switch self {
    case .terminal: nil
    case .indexed(let index): Palette.rgb(index)
    case .rgb(let color): color
    }
  }
}

/// Colours of the 256-colour palette, by index. Indices 0–15 vary by terminal and are left out.
public enum Palette {
  /// Sequential ramps run from dark to light; lightness rises with every step, so that order
  /// survives in greyscale. In diverging ones it changes with every step to both sides of zero.
  /// Each colour has about the hue of the true one at its place; grey is only where that is.
  public static func ramp(_ ramp: ColorRamp) -> [UInt8] {
    switch ramp {
    case .sequential(.magma):
      [16, 17, 54, 90, 126, 161, 167, 203, 209, 216, 222, 229]
    case .sequential(.viridis): [53, 54, 24, 25, 30, 36, 42, 113, 149, 220]
    case .sequential(.cividis): [17, 18, 24, 60, 242, 243, 101, 144, 179, 185, 220]
    case .sequential(.grey): Array(232...255)
    case .diverging(onDark: false): [18, 25, 68, 110, 153, 231, 223, 180, 173, 130, 52]
    case .diverging(onDark: true): [153, 75, 32, 24, 18, 16, 52, 94, 130, 172, 223]
    }
  }

  /// A value that is not a number: in none of the ramps of its kind.
  public static func notFinite(_ ramp: ColorRamp) -> UInt8 {
    switch ramp {
    case .sequential: 45
    case .diverging: 201
    }
  }

  /// Red, green and blue, 0 … 255, of indices 16–255, which every terminal agrees on: a 6×6×6
  /// cube and 24 greys. Nil for the others.
  public static func rgb(_ index: UInt8) -> RGB? {
    guard index >= 16 else { return nil }
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(red: level, green: level, blue: level)
    }
    let place = Int(index) - 16
    return RGB(
      red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
  }

  /// The nearest colour of the cube or the greys. Of the difference, hue counts most, so that a
  /// tint stays the tint that it is.
  public static func nearest(_ color: RGB) -> UInt8 {
    let wanted = tone(color)
    /// The cube's step below.
    func step(_ value: UInt8) -> Int { value < 95 ? 0 : min(4, (Int(value) - 55) / 40) }
    let below = 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
    var best = 232 + min(max((Int(wanted.x + 0.5) - 3) / 10, 0), 23)
    var least = distance(wanted, tones[best])
    for corner in 0..<8 {
      let index = below + 36 * (corner >> 2) + 6 * (corner >> 1 & 1) + corner & 1
      let distance = distance(wanted, tones[index])
      if distance < least { (best, least) = (index, distance) }
    }
    return UInt8(best)
  }

  /// Brightness, two differences of colour from it, and how far from grey they are together.
  private static func tone(_ color: RGB) -> SIMD4<Float> {
    let luma = Float(color.luma)
    let blue = 0.564 * (Float(color.blue) - luma)
    let red = 0.713 * (Float(color.red) - luma)
    return SIMD4(luma, blue, red, (blue * blue + red * red).squareRoot())
  }

  /// Squares of the differences in brightness, in distance from grey, and three times in hue.
  private static func distance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
    let difference = a - b
    return (difference * difference * SIMD4(1, 3, 3, -2)).sum()
  }

  private static let tones = (0...255).map { rgb(UInt8($0)).map(tone) ?? SIMD4() }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
}
