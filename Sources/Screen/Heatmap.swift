import Explorer

/// How the samples of a map are put into cells.
///
/// More ink is more value in shades and density characters, on dark and on light backgrounds
/// alike; the legend shows the same characters.
enum MapStyle: Sendable, Hashable {
  /// Two samples a cell in 256 colours: one column × half a row, about square.
  case halfBlocks(Colormap)
  /// ` ░▒▓█`, one sample in two columns.
  case shades
  /// Ten ASCII characters, one sample in two columns.
  case density

  static let shadeCharacters: [Character] = [" ", "░", "▒", "▓", "█"]
  static let densityCharacters: [Character] = Array(" .:-=+*#%@")

  /// - Parameter glyphs: What the person chose; what the terminal can't show falls back.
  init(_ glyphs: MapState.Glyphs, _ colormap: Colormap, _ look: Look) {
    switch (glyphs, look.unicode, look.colors) {
    case (.blocks, true, .many): self = .halfBlocks(colormap)
    case (.blocks, true, .eight), (.blocks, true, .sixteen): self = .shades
    default: self = .density
    }
  }

  /// Number of levels that can be told apart.
  var levels: Int {
    switch self {
    case .halfBlocks(let colormap): Palette.ramp(colormap).count
    case .shades: Self.shadeCharacters.count
    case .density: Self.densityCharacters.count
    }
  }

  /// Samples that fit on a rectangle of cells.
  func samples(in rect: Rect) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (rect.width, rect.height * 2)
    case .shades, .density: (rect.width / 2, rect.height)
    }
  }

  /// Cells that so many samples take.
  func cells(width: Int, height: Int) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (width, (height + 1) / 2)
    case .shades, .density: (width * 2, height)
    }
  }
}

/// A map fitted to a number of samples: enlarged by a whole factor, each sample repeated, or
/// shrunk by a whole factor.
struct FittedMap: Sendable, Hashable {
  let map: ScalarMap
  /// Samples along each side for one value of `map`.
  let enlarged: Int
  /// Values of the original along each side for one value of `map`.
  let shrunk: Int
  let pooling: ScalarMap.Pooling

  /// Nil where there is no room at all.
  init?(_ map: ScalarMap, samples: (width: Int, height: Int), _ pooling: ScalarMap.Pooling) {
    guard samples.width > 0, samples.height > 0 else { return nil }
    let shrink = max(
      (map.width + samples.width - 1) / samples.width,
      (map.height + samples.height - 1) / samples.height)
    self.map = map.shrunk(by: shrink, pooling)
    self.shrunk = shrink
    self.pooling = pooling
    enlarged = max(1, min(samples.width / self.map.width, samples.height / self.map.height))
  }

  var width: Int { map.width * enlarged }
  var height: Int { map.height * enlarged }

  /// What was done to the values, or nothing: `mean of 2×2`.
  var note: String {
    guard shrunk > 1 else { return "" }
    return "\(pooling == .mean ? "mean" : "max") of \(shrunk)×\(shrunk)"
  }

  /// The value under a sample; nil outside.
  subscript(x: Int, y: Int) -> Float? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    return map.values[y / enlarged * map.width + x / enlarged]
  }
}

/// From a value to a level, or to none for what is not finite.
struct Scale: Sendable, Hashable {
  let minimum: Float
  let maximum: Float
  let levels: Int

  func level(_ value: Float) -> Int? {
    guard value.isFinite else { return nil }
    guard maximum > minimum else { return value == 0 ? 0 : levels / 2 }
    // In double precision: the difference of two floats may overflow.
    let share = (Double(value) - Double(minimum)) / (Double(maximum) - Double(minimum))
    return min(max(Int(share * Double(levels)), 0), levels - 1)
  }
}

enum Heatmap {
  /// Draws a map in the top left of a rectangle.
  static func draw(
    _ fitted: FittedMap, scale: Scale, style: MapStyle, on canvas: inout Canvas, in rect: Rect
  ) {
    let size = style.cells(width: fitted.width, height: fitted.height)
    let area = Rect(x: rect.x, y: rect.y, width: size.width, height: size.height)
      .intersection(rect)
    for y in 0..<area.height {
      for x in 0..<area.width {
        canvas[area.x + x, area.y + y] = cell(fitted, scale, style, x, y)
      }
    }
  }

  private static func cell(
    _ fitted: FittedMap, _ scale: Scale, _ style: MapStyle, _ x: Int, _ y: Int
  ) -> Cell {
    switch style {
    case .halfBlocks(let colormap):
      let ramp = Palette.ramp(colormap)
      func color(_ value: Float?) -> Color {
        guard let value else { return .terminal }
        return .indexed(scale.level(value).map { ramp[$0] } ?? Palette.notFinite)
      }
      return Cell(
        "▀",
        Style(
          foreground: color(fitted[x, 2 * y]), background: color(fitted[x, 2 * y + 1])))
    case .shades, .density:
      guard let value = fitted[x / 2, y] else { return Cell() }
      let characters =
        style == .shades ? MapStyle.shadeCharacters : MapStyle.densityCharacters
      return Cell(scale.level(value).map { characters[$0] } ?? "?")
    }
  }

  /// `0.000 ▀▀▀▀▀▀ 14.21`: the scale's ends and every level between them.
  static func drawLegend(
    scale: Scale, style: MapStyle, on canvas: inout Canvas, in rect: Rect
  ) {
    let low = Numbers.value(Double(scale.minimum))
    let high = Numbers.value(Double(scale.maximum))
    let numberWidth = 7
    let room = rect.width - 2 * (numberWidth + 1)
    canvas.write(Text.right(low, numberWidth), x: rect.x, y: rect.y, clip: rect)
    guard room > 0 else {
      canvas.write(Text.right(high, rect.width), x: rect.x, y: rect.y, clip: rect)
      canvas.write(low, x: rect.x, y: rect.y, clip: rect)
      return
    }
    for column in 0..<room {
      let level = min(column * style.levels / room, style.levels - 1)
      let x = rect.x + numberWidth + 1 + column
      guard rect.contains(x: x, y: rect.y) else { continue }
      canvas[x, rect.y] = legendCell(level, style)
    }
    canvas.write(high, x: rect.x + numberWidth + 2 + room, y: rect.y, clip: rect)
  }

  private static func legendCell(_ level: Int, _ style: MapStyle) -> Cell {
    switch style {
    case .halfBlocks(let colormap):
      let color = Color.indexed(Palette.ramp(colormap)[level])
      return Cell("▀", Style(foreground: color, background: color))
    case .shades: return Cell(MapStyle.shadeCharacters[level])
    case .density: return Cell(MapStyle.densityCharacters[level])
    }
  }
}
