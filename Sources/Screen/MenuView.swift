import Explorer

/// The views to choose from, each with its letter.
enum MenuView {
  static func draw(_ selected: Int, in rect: Rect, _ look: Look, on canvas: inout Canvas) {
    let views = View.allCases
    let titleWidth = views.map(\.title.count).max() ?? 0
    let width = min(
      rect.width, 6 + titleWidth + 2 + (views.map(\.summary.count).max() ?? 0) + 1)
    let inside = Popup.draw("Views", width: width, height: views.count, in: rect, look, on: &canvas)
    for (index, view) in views.enumerated() {
      let line = inside.row(index)
      canvas.write(String(view.letter), x: line.x + 1, y: line.y, style: look.key, clip: line)
      canvas.write(view.title, x: line.x + 4, y: line.y, clip: line)
      let x = line.x + 4 + titleWidth + 2
      let summary = Text.fit(view.summary, line.right - x - 1, mark: look.glyphs.cut)
      canvas.write(summary, x: x, y: line.y, style: look.label, clip: line)
      if index == selected { canvas.add(.reverse, to: line) }
    }
  }
}
