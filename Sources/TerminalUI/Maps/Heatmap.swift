import Heatmaps
import TextFormats

/// From a value to a level, or to none for what is not finite.
public struct Scale: Sendable, Hashable {
  public let minimum: Float
  public let maximum: Float
  let levels: Int
  /// Exponent from a value's place between the ends to its level's.
  public var gamma = 1.0
  /// True where the middle level is zero's.
  public var isSigned = false

  private var values: ValueScale {
    ValueScale(
      ValueRange(minimum: minimum, maximum: maximum), gamma: gamma, signed: isSigned)
  }

  public func level(_ value: Float) -> Int? { values.place(value).map(level(place:)) }

  /// - Parameter share: Place between the ends; beyond them the level is the end's.
  func level(share: Double) -> Int { level(place: values.bent(share)) }

  private func level(place: Double) -> Int { min(Int(place * Double(levels)), levels - 1) }
}

extension Scale {
  /// Signed styles get a range with zero in its middle.
  public init(_ range: ValueRange, _ style: MapStyle, gamma: Double = 1) {
    let range = style.isSigned ? range.centred : range
    self.init(
      minimum: range.minimum, maximum: range.maximum, levels: style.levels, gamma: gamma,
      isSigned: style.isSigned)
  }
}

extension MapStyle {
  var isSigned: Bool {
    switch self {
    case .halfBlocks(.diverging, _), .shades(signed: true), .density(signed: true): true
    case .halfBlocks(.sequential, _), .shades(signed: false), .density(signed: false): false
    }
  }
}

public enum Heatmap {
  /// Draws the legend of a map, or in a style of its own the word for one that has no range.
  public static func drawLegend(
    of map: FeatureMap, scale: Scale, style: MapStyle, word wordStyle: Style = .plain,
    on canvas: inout Canvas, in rect: Rect
  ) {
    if let word = map.word {
      canvas.write(word, in: rect, style: wordStyle)
    } else {
      drawLegend(scale: scale, style: style, on: &canvas, in: rect)
    }
  }

  /// Draws a map in the top left of a rectangle.
  public static func draw(
    _ fitted: FittedMap, scale: Scale, style: MapStyle, on canvas: inout Canvas, in rect: Rect
  ) {
    guard let colors = style.colors else {
      let size = style.cells(width: fitted.width, height: fitted.height)
      let area = Rect(x: rect.x, y: rect.y, width: size.width, height: size.height)
        .intersection(rect)
      return drawCharacters(fitted, scale, style, on: &canvas, in: area)
    }
    func color(_ value: Float?) -> Color {
      guard let value else { return .terminal }
      return scale.level(value).map { colors.levels[$0] } ?? colors.notFinite
    }
    drawHalfBlocks(width: fitted.width, height: fitted.height, on: &canvas, in: rect) {
      color(fitted[$0, $1])
    }
  }

  /// Draws samples as colours, two above each other in a cell.
  ///
  /// - Parameter color: Nil for what is nothing: it has the terminal's background, never its
  ///   foreground.
  public static func drawHalfBlocks(
    width: Int, height: Int, on canvas: inout Canvas, in rect: Rect, color: (Int, Int) -> Color?
  ) {
    for y in 0..<(height + 1) / 2 {
      for x in 0..<width where rect.contains(x: rect.x + x, y: rect.y + y) {
        let upper = color(x, 2 * y)
        let lower = 2 * y + 1 < height ? color(x, 2 * y + 1) : nil
        canvas[rect.x + x, rect.y + y] = Cell(
          upper != nil ? "▀" : lower != nil ? "▄" : " ",
          Style(
            foreground: upper ?? lower ?? .terminal,
            background: upper == nil ? .terminal : lower ?? .terminal))
      }
    }
  }

  private static func drawCharacters(
    _ fitted: FittedMap, _ scale: Scale, _ style: MapStyle, on canvas: inout Canvas, in area: Rect
  ) {
    for y in 0..<area.height {
      for x in 0..<area.width {
        guard let value = fitted[x / 2, y] else {
          canvas[area.x + x, area.y + y] = Cell()
          continue
        }
        let pair = scale.level(value).flatMap(style.characters) ?? ("?", "?")
        canvas[area.x + x, area.y + y] = Cell(x % 2 == 0 ? pair.0 : pair.1)
      }
    }
  }

  /// `0.000 ▀▀▀▀▀▀ 14.21`: the scale's ends and every level between them.
  public static func drawLegend(
    scale: Scale, style: MapStyle, on canvas: inout Canvas, in rect: Rect
  ) {
    let low = Numbers.value(Double(scale.minimum))
    let high = Numbers.value(Double(scale.maximum))
    // Narrow legends give the ramp what the numbers leave.
    let isWide = rect.width >= 24
    let lowWidth = isWide ? 7 : low.count
    let room = rect.width - lowWidth - 2 - (isWide ? 7 : high.count)
    canvas.write(low.rightAligned(to: lowWidth), in: rect)
    guard room > 0 else {
      canvas.fill(rect)
      // Numbers are never cut.
      let fitting = ["\(low) \(high)", high].first { $0.count <= rect.width }
      canvas.write(fitting ?? "", in: rect)
      return
    }
    let colors = style.colors?.levels
    for column in 0..<room {
      // Along the values: gamma shows as levels of unequal length.
      let level = scale.level(share: Double(column) / Double(room))
      let x = rect.x + lowWidth + 1 + column
      guard rect.contains(x: x, y: rect.y) else { continue }
      if let color = colors?[level] {
        canvas[x, rect.y] = Cell("▀", Style(foreground: color, background: color))
      } else if style.isSigned {
        canvas[x, rect.y] = signedLegendCell(column, of: room, style)
      } else {
        canvas[x, rect.y] = Cell(style.characters(level)?.0 ?? " ")
      }
    }
    canvas.write(high, in: rect, x: rect.x + lowWidth + 2 + room)
  }

  /// `-@-=  +=+@`: sign and distance in turn, as in the map, zero in the middle.
  private static func signedLegendCell(_ column: Int, of room: Int, _ style: MapStyle) -> Cell {
    let half = (room / 2 - 1) / 2
    let middle = style.levels / 2
    guard half > 0, column / 2 <= 2 * half else { return Cell() }
    let pair = style.characters(middle + (column / 2 - half) * middle / half)
    return Cell((column % 2 == 0 ? pair?.0 : pair?.1) ?? " ")
  }
}
