import Explorer
import Glibc

/// From a value to a level, or to none for what is not finite.
struct Scale: Sendable, Hashable {
  let minimum: Float
  let maximum: Float
  let levels: Int
  /// Exponent from a value's place between the ends to its level's.
  var gamma = 1.0

  func level(_ value: Float) -> Int? {
    guard value.isFinite else { return nil }
    guard maximum > minimum else { return value == 0 ? 0 : levels / 2 }
    // In double precision: the difference of two floats may overflow.
    let share = (Double(value) - Double(minimum)) / (Double(maximum) - Double(minimum))
    return level(share: share)
  }

  /// - Parameter share: Place between the ends; beyond them the level is the end's.
  func level(share: Double) -> Int {
    let share = min(max(share, 0), 1)
    let bent = gamma == 1 ? share : pow(share, gamma)
    return min(Int(bent * Double(levels)), levels - 1)
  }
}

extension Scale {
  /// What the person chose for maps, for one as it is drawn.
  init(_ state: State, of drawn: FeatureMap, levels: Int) {
    let range = state.scaleRange(of: drawn)
    self.init(
      minimum: range.minimum, maximum: range.maximum, levels: levels,
      gamma: state.map.scaling.gamma)
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
    // Narrow legends give the ramp what the numbers leave.
    let isWide = rect.width >= 24
    let lowWidth = isWide ? 7 : low.count
    let room = rect.width - lowWidth - 2 - (isWide ? 7 : high.count)
    canvas.write(Text.right(low, lowWidth), x: rect.x, y: rect.y, clip: rect)
    guard room > 0 else {
      canvas.fill(rect)
      canvas.write("\(low) \(high)", x: rect.x, y: rect.y, clip: rect)
      return
    }
    for column in 0..<room {
      // Along the values: gamma shows as levels of unequal length.
      let level = scale.level(share: Double(column) / Double(room))
      let x = rect.x + lowWidth + 1 + column
      guard rect.contains(x: x, y: rect.y) else { continue }
      canvas[x, rect.y] = legendCell(level, style)
    }
    canvas.write(high, x: rect.x + lowWidth + 2 + room, y: rect.y, clip: rect)
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
