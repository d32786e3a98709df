import Heatmaps
import TextFormats

/// The look of a terminal's cells in a picture.
struct ScreenPaint {
  static let cellWidth = 9
  static let cellHeight = 18

  let paper: RGB
  let ink: RGB

  init(isDark: Bool) {
    paper = RGB(hex: isDark ? 0x101010 : 0xFAFAFA)
    ink = RGB(hex: isDark ? 0xE6E6E6 : 0x1A1A1A)
  }

  /// The layers below the text, in the order of drawing.
  enum Layer: CaseIterable {
    case background, block, underline
  }

  /// A rectangle in a cell, in pixels from its top left.
  struct Part: Hashable {
    var x = 0
    var y = 0
    var width = cellWidth
    var height = cellHeight
    let color: RGB

    /// True where the opposite quarter belongs to it, too.
    var isDiagonal = false

    /// True where neighbours make one rectangle.
    var isWide: Bool { width == cellWidth }

    /// The rectangle as a part of SVG's `path`.
    func outline(x column: Int, y row: Int, columns: Int) -> String {
      let width = isWide ? columns * cellWidth : width
      let outline =
        "M\(column * cellWidth + x) \(row * cellHeight + y)h\(width)v\(height)h-\(width)z"
      guard isDiagonal else { return outline }
      let other = Part(x: width, y: height, width: cellWidth - width, height: height, color: color)
      return outline + other.outline(x: column, y: row, columns: 1)
    }
  }

  func part(_ cell: Cell, _ layer: Layer) -> Part? {
    let (foreground, background) = colors(cell.style)
    switch layer {
    case .background: return background == paper ? nil : Part(color: background)
    case .block: return block(cell.character, foreground, background)
    case .underline:
      guard cell.style.attributes.contains(.underline) else { return nil }
      return Part(y: Self.cellHeight - 2, height: 1, color: foreground)
    }
  }

  /// Blocks and shades as rectangles: fonts leave gaps between them.
  private func block(_ character: Character, _ foreground: RGB, _ background: RGB) -> Part? {
    switch character {
    case "▀": return Part(height: Self.cellHeight / 2, color: foreground)
    case "▘", "▝", "▖", "▗", "▚":
      let isRight = character == "▝" || character == "▗"
      let half = (Self.cellWidth + 1) / 2
      return Part(
        x: isRight ? half : 0, y: character == "▖" || character == "▗" ? Self.cellHeight / 2 : 0,
        width: isRight ? Self.cellWidth - half : half, height: Self.cellHeight / 2,
        color: foreground, isDiagonal: character == "▚")
    case "█", "▉", "▊", "▋", "▌", "▍", "▎", "▏":
      let eighths = Int(0x2590 - (character.unicodeScalars.first?.value ?? 0x2590))
      return Part(width: (Self.cellWidth * eighths + 4) / 8, color: foreground)
    case "░": return Part(color: background.mixed(with: foreground, share: 0.25))
    case "▒": return Part(color: background.mixed(with: foreground, share: 0.5))
    case "▓": return Part(color: background.mixed(with: foreground, share: 0.75))
    default: return nil
    }
  }

  func isText(_ cell: Cell) -> Bool {
    cell.character != " " && block(cell.character, ink, paper) == nil
  }

  /// True where a cell belongs to the run of text that another one begins.
  func continues(_ cell: Cell, _ first: Cell) -> Bool {
    guard cell.character != " " else { return cell.style == first.style }
    return isText(cell) && cell.style == first.style
  }

  func text(_ text: String, _ style: Style, x: Int, y: Int, columns: Int) -> String {
    let color = colors(style).0
    let fill = color == ink ? "" : " fill=\"\(color.css)\""
    let weight = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    return "<text x=\"\(x * Self.cellWidth)\" y=\"\(y * Self.cellHeight + 14)\" "
      + "textLength=\"\(columns * Self.cellWidth)\"\(fill)\(weight)>"
      + "\(SVGText.escaped(text))</text>\n"
  }

  private func colors(_ style: Style) -> (RGB, RGB) {
    var foreground = rgb(style.foreground) ?? ink
    var background = rgb(style.background) ?? paper
    if style.attributes.contains(.dim) {
      foreground = foreground.mixed(with: background, share: 0.4)
    }
    if style.attributes.contains(.reverse) { swap(&foreground, &background) }
    return (foreground, background)
  }

  private func rgb(_ color: Color) -> RGB? {
    guard case .indexed(let index) = color else { return color.rgb }
    return color.rgb ?? RGB(hex: Self.basic[Int(index)])
  }

  /// Indices 0–15 vary by terminal: these are xterm's.
  private static let basic: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
}

extension RGB {
  /// `#RRGGBB`.
  var css: String {
    let digits = String(hex, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
