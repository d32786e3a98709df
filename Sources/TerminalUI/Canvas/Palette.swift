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
  public static func ramp(_ ramp: ColorRamp) -> [UInt8] {
    switch ramp {
    case .sequential(.magma):
      [16, 233, 234, 235, 236, 54, 90, 125, 161, 167, 203, 209, 216, 222, 193, 230]
    case .sequential(.viridis): [53, 24, 30, 36, 41, 113, 119, 190, 227]
    case .sequential(.cividis): [17, 18, 24, 60, 243, 101, 143, 179, 185, 221]
    case .sequential(.grey): Array(232...255)
    case .diverging(onDark: false): [18, 26, 68, 111, 153, 231, 223, 180, 173, 130, 52]
    case .diverging(onDark: true): [153, 75, 31, 24, 18, 16, 52, 94, 166, 208, 222]
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

  /// The nearest colour of the cube or the greys, by squared distance in RGB.
  public static func nearest(_ color: RGB) -> UInt8 {
    let (red, green, blue) = (color.red, color.green, color.blue)
    let (r, g, b) = (step(red), step(green), step(blue))
    func distance(_ x: UInt8, _ y: UInt8, _ z: UInt8) -> Int {
      let (dr, dg, db) = (Int(x) - Int(red), Int(y) - Int(green), Int(z) - Int(blue))
      return dr * dr + dg * dg + db * db
    }
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = min(max((mean - 3) / 10, 0), 23)
    let level = UInt8(8 + 10 * grey)
    let isGrey = distance(level, level, level) < distance(levels[r], levels[g], levels[b])
    return isGrey ? UInt8(232 + grey) : UInt8(16 + 36 * r + 6 * g + b)
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static func step(_ value: UInt8) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : min(5, (Int(value) - 35) / 40)
  }
}
