import TerminalUI

/// The bytes that make a terminal with 256 colours or more show a canvas.
///
/// ncurses takes colours beyond its palette only from a terminfo entry with RGB, which few hosts
/// have, and numbers every pair of them: a photo needs more pairs than there are. For a map in half
/// blocks it sends both colours of every cell, here that is half as much. Terminals with so many
/// colours all understand the few sequences here (ECMA-48, and ISO 8613-6 for colours).
struct DirectFrame {
  /// Terminals that know it show the frame at once, others ignore it.
  private static let begin = "\u{1B}[?2026h\u{1B}[?25l"
  private static let end = "\u{1B}[?2026l"

  /// The same parts of a cell with foreground and background exchanged.
  private static let turned: [Unicode.Scalar: Character] = [
    "▀": "▄", "▌": "▐", "▚": "▞", "▘": "▟", "▝": "▙", "▖": "▜", "▗": "▛",
  ]

  private var bytes: [UInt8] = []
  private var style: Style?
  private var place: (x: Int, y: Int)?

  /// - Parameters:
  ///   - known: The canvas that the terminal shows; nil when that is not known, or of another size.
  ///   - width: Of the terminal; cells beyond are left out.
  static func bytes(
    from known: Canvas?, to canvas: Canvas, width: Int, height: Int
  ) -> [UInt8] {
    var frame = DirectFrame()
    frame.send(begin)
    let known = known.flatMap { $0.width == canvas.width && $0.height == canvas.height ? $0 : nil }
    let (cells, old) = (canvas.cells, known?.cells)
    for y in 0..<min(canvas.height, height) {
      for x in 0..<min(canvas.width, width) {
        let index = y * canvas.width + x
        guard old?[index] != cells[index], !cells[index].isRightHalf else { continue }
        let isWide = canvas[x + 1, y].isRightHalf
        // Half of it is not sent.
        frame.put(isWide && x + 1 == width ? Cell() : cells[index], x, y, isWide: isWide)
      }
    }
    // What others write is not to come out in our last colour.
    if frame.style != nil { frame.send("\u{1B}[m") }
    if let cursor = canvas.cursor, cursor.x < width, cursor.y < height {
      frame.move(cursor.x, cursor.y)
      frame.send("\u{1B}[?25h")
    }
    frame.send(end)
    return frame.bytes
  }

  private mutating func send(_ text: String) { bytes += text.utf8 }

  private mutating func put(_ cell: Cell, _ x: Int, _ y: Int, isWide: Bool) {
    if place?.x != x || place?.y != y { move(x, y) }
    let cell = cheapest(cell)
    if cell.style != style { change(to: cell.style) }
    bytes += cell.character.utf8
    // Terminals disagree on the width of some characters: what follows is placed anew.
    place = cell.character.unicodeScalars.count == 1 && !isWide ? (x + 1, y) : nil
  }

  /// A cell that looks the same and needs the fewest changes of colour: two halves may change
  /// places, and of a single colour one of both is free.
  private func cheapest(_ cell: Cell) -> Cell {
    let (above, below) = (cell.style.foreground, cell.style.background)
    guard let style, style.attributes.isEmpty, cell.style.attributes.isEmpty else { return cell }
    if cell.character == " " {
      return Cell(" ", Style(foreground: style.foreground, background: below))
    }
    // The terminal's own two colours are different ones.
    guard let scalar = cell.character.unicodeScalars.first, (0x2580...0x259F) ~= scalar.value,
      let other = Self.turned[scalar], above != .terminal, below != .terminal
    else { return cell }
    if above == below {
      return style.foreground == below && style.background != below
        ? Cell("█", style) : Cell(" ", Style(foreground: style.foreground, background: below))
    }
    let kept = (above == style.foreground ? 1 : 0) + (below == style.background ? 1 : 0)
    let turned = (below == style.foreground ? 1 : 0) + (above == style.background ? 1 : 0)
    return turned > kept ? Cell(other, Style(foreground: below, background: above)) : cell
  }

  private mutating func move(_ x: Int, _ y: Int) {
    if let place, place.y == y, place.x < x {
      send(x - place.x == 1 ? "\u{1B}[C" : "\u{1B}[\(x - place.x)C")
    } else {
      send("\u{1B}[\(y + 1);\(x + 1)H")
    }
  }

  private mutating func change(to new: Style) {
    var codes: [String] = []
    var old = style
    if old?.attributes != new.attributes {
      codes.append("0")
      codes += SelectGraphicRendition.codes(new.attributes)
      old = .plain
    }
    if old?.foreground != new.foreground {
      codes.append(SelectGraphicRendition.code(new.foreground, isBackground: false))
    }
    if old?.background != new.background {
      codes.append(SelectGraphicRendition.code(new.background, isBackground: true))
    }
    send("\u{1B}[\(codes.joined(separator: ";"))m")
    style = new
  }
}
