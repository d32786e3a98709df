import TerminalUI

/// The commands that fit what is typed, with what they do and their keys. The text itself is typed
/// in the prompt's line.
enum PaletteView {
  static func draw(
    _ palette: CommandPalette, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let inside = Popup.draw(
      "Commands", width: width(in: rect), height: rect.height - 2, in: rect, theme, on: &canvas)
    guard inside.height > 0 else { return }
    let count = palette.matches.count
    let first = first(palette, inside)
    for (row, command) in palette.matches.dropFirst(first).prefix(inside.height).enumerated() {
      let line = inside.row(row)
      draw(command, in: line.inset(left: 1, right: 1), theme, on: &canvas)
      if first + row == palette.selected { canvas.add(.reverse, to: line) }
    }
    let shown = min(count, first + inside.height)
    let range = count == 0 ? "none" : "\(first + 1)-\(shown) of \(count)"
    canvas.write(
      " \(range) ", x: inside.right - range.count - 3, y: inside.bottom, style: theme.label,
      clip: rect)
  }

  private static func draw(
    _ command: PaletteCommand, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let style = command.elsewhere == nil ? Style.plain : theme.label
    let keys = command.keys + (command.elsewhere.map { " in \($0.title)" } ?? "")
    let nameWidth = line.width >= 60 ? 20 : 0
    if nameWidth > 0 {
      let name = Text.fit(command.name, nameWidth, mark: theme.glyphs.cut)
      canvas.write(name, x: line.x, y: line.y, style: style, clip: line)
    }
    let x = line.x + (nameWidth > 0 ? nameWidth + 2 : 0)
    let help = Text.fit(
      theme.glyphs.show(command.help), line.right - keys.count - 2 - x, mark: theme.glyphs.cut)
    canvas.write(help, x: x, y: line.y, style: style, clip: line)
    canvas.write(
      keys, x: line.right - keys.count, y: line.y,
      style: command.elsewhere == nil ? theme.key : theme.label, clip: line)
  }

  /// The entry that stands there, by its place among the matches.
  static func place(x: Int, y: Int, _ palette: CommandPalette, in rect: Rect) -> Int? {
    let inside = Popup.place(width: width(in: rect), height: rect.height - 2, in: rect).inside
    let place = first(palette, inside) + y - inside.y
    return inside.contains(x: x, y: y) && palette.matches.indices.contains(place) ? place : nil
  }

  private static func width(in rect: Rect) -> Int { min(rect.width, 104) - 2 }

  /// The first entry that is seen: the selection stands in the middle, as far as the ends of the
  /// list let it.
  private static func first(_ palette: CommandPalette, _ inside: Rect) -> Int {
    max(0, min(palette.selected - inside.height / 2, palette.matches.count - inside.height))
  }
}
