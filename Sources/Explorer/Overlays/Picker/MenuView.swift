import TerminalUI

/// The views to choose from, each with its letter.
enum MenuView {
  static func draw(_ selected: Int, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let views = View.allCases
    let inside = Popup.draw(
      "Views", width: width(in: rect), height: views.count, in: rect, theme, on: &canvas)
    for (index, view) in views.enumerated() {
      let line = inside.row(index)
      canvas.write(String(view.letter), x: line.x + 1, y: line.y, style: theme.key, clip: line)
      canvas.write(view.title, x: line.x + 4, y: line.y, clip: line)
      let x = line.x + 4 + titleWidth + 2
      let summary = Text.fit(view.summary, line.right - x - 1, mark: theme.glyphs.cut)
      canvas.write(summary, x: x, y: line.y, style: theme.label, clip: line)
      if index == selected { canvas.add(.reverse, to: line) }
    }
  }

  /// The view whose line stands there.
  static func view(y: Int, x: Int, in rect: Rect) -> View? {
    let views = View.allCases
    let inside = Popup.place(width: width(in: rect), height: views.count, in: rect).inside
    guard inside.contains(x: x, y: y), views.indices.contains(y - inside.y) else { return nil }
    return views[y - inside.y]
  }

  private static let titleWidth = View.allCases.map(\.title.count).max() ?? 0

  private static func width(in rect: Rect) -> Int {
    min(rect.width, 6 + titleWidth + 2 + (View.allCases.map(\.summary.count).max() ?? 0) + 1)
  }
}
