import TerminalUI

/// The keys of a view or all keys, from the table of commands. Covers everything but the hint bar.
enum HelpView {
  static func draw(_ help: Help, _ theme: Theme, on canvas: inout Canvas) {
    let area = canvas.bounds.inset(bottom: 1)
    canvas.fill(canvas.bounds)
    let top = area.row(0)
    let bottom = area.row(area.height - 1)
    let title = help.view.map { "Keys: \($0.title)" } ?? "All keys"
    let found = help.editor.text.isEmpty ? "" : " with “\(help.editor.text)”"
    rule(top, theme.glyphs.show(" \(title)\(found) "), theme, on: &canvas)
    let body = area.inset(left: 1, top: 1, right: 1, bottom: 1)
    let lines = help.lines(width: body.width)
    if lines.isEmpty {
      canvas.write("no key has this: Backspace or Esc", in: body, style: theme.label)
    }
    let keysWidth = HelpLine.indent + (lines.map { keys($0).count }.max() ?? 0)
    let textWidth = lines.map { text($0).count }.max() ?? 0
    let columnWidth = keysWidth + textWidth + 3

    // Several columns only where everything fits: a scroll position then means the same anywhere.
    let columns = max(1, body.width / columnWidth)
    if columns > 1, let parts = split(lines, columns: columns, height: body.height) {
      for (column, part) in parts.enumerated() {
        let rect = Rect(
          x: body.x + column * columnWidth, y: body.y, width: columnWidth, height: body.height)
        draw(part, rect, keysWidth, theme, on: &canvas)
      }
      rule(bottom, "", theme, on: &canvas)
      return
    }
    let last = max(0, lines.count - body.height)
    let first = min(max(0, help.scroll), last)
    draw(
      Array(lines[first..<min(lines.count, first + body.height)]), body, keysWidth, theme,
      on: &canvas)
    let more =
      (first > 0 ? String(theme.glyphs.above) : "")
      + (first < last ? String(theme.glyphs.below) : "")
    let shown = "\(first + 1)-\(min(lines.count, first + body.height)) of \(lines.count)"
    rule(bottom, last > 0 ? " \(shown) \(more) " : "", theme, on: &canvas)
  }

  /// Breaks the lines into columns at headings; nil if they don't fit.
  static func split(_ lines: [HelpLine], columns: Int, height: Int) -> [[HelpLine]]? {
    let sections = lines.split(separator: .empty).map(Array.init)
    var parts: [[HelpLine]] = []
    // The lowest height at which the sections fit, so that the columns are about equal.
    for limit in 1...max(1, height) {
      parts = [[]]
      for section in sections {
        let current = parts[parts.count - 1]
        if current.isEmpty {
          parts[parts.count - 1] = section
        } else if current.count + 1 + section.count <= limit {
          parts[parts.count - 1] = current + [.empty] + section
        } else {
          parts.append(section)
        }
      }
      if parts.count <= columns, parts.allSatisfy({ $0.count <= limit }) { return parts }
    }
    return nil
  }

  private static func draw(
    _ lines: [HelpLine], _ rect: Rect, _ keysWidth: Int, _ theme: Theme, on canvas: inout Canvas
  ) {
    for (row, line) in lines.enumerated() {
      let y = rect.y + row
      if case .heading(let heading) = line {
        canvas.write(theme.glyphs.show(heading), x: rect.x, y: y, style: theme.title, clip: rect)
      }
      canvas.write(theme.glyphs.show(keys(line)), x: rect.x + 2, y: y, style: theme.key, clip: rect)
      let room = rect.width - keysWidth - HelpLine.indent
      let widest = rect.width - keys(line).count - 2 * HelpLine.indent
      let shown = theme.glyphs.fit(text(line), widest)
      // A long text begins further left, as far as its keys leave room.
      canvas.write(shown, x: rect.right - max(room, shown.count), y: y, clip: rect)
    }
  }

  private static func keys(_ line: HelpLine) -> String {
    if case .binding(let keys, _, _) = line { keys } else { "" }
  }

  private static func text(_ line: HelpLine) -> String {
    if case .binding(_, let text, _) = line { text } else { "" }
  }

  private static func rule(_ line: Rect, _ title: String, _ theme: Theme, on canvas: inout Canvas) {
    canvas.fill(line, with: Cell(theme.glyphs.horizontal, theme.line))
    canvas.write(title, in: line, x: line.x + 2, style: theme.title)
  }
}
