import Explorer

/// Everything that is on the screen, as a pure function of the state.
public enum MainView {
  /// A canvas of the terminal's size.
  public static func draw(_ state: State) -> Canvas {
    let terminal = state.terminal
    var canvas = Canvas(width: terminal.width, height: terminal.height)
    let look = Look(terminal)
    guard canvas.width >= Layout.smallestWidth, canvas.height >= Layout.smallestHeight else {
      drawTooSmall(on: &canvas, look)
      return canvas
    }
    let columns = TableColumn.all(
      state.network, glyphs: look.glyphs, hasMedian: state.measurement != nil)
    let layout = Layout(
      width: canvas.width, height: canvas.height, columns: columns,
      rowCount: state.network.tableRows(unfolded: Set(2...9)).count)
    if case .help(let scroll) = state.overlay {
      HelpView.draw(scroll: scroll, state, look, on: &canvas)
    } else {
      HeaderView.draw(state, layout, look, on: &canvas)
      TableView.draw(state, layout, look, on: &canvas)
      DetailView.draw(state, layout, look, on: &canvas)
      MapView.draw(state, layout, look, on: &canvas)
      PhotoView.draw(state, layout, look, on: &canvas)
      AnswerView.draw(state, layout, look, on: &canvas)
    }
    PromptView.draw(state, layout, look, on: &canvas)
    return canvas
  }

  private static func drawTooSmall(on canvas: inout Canvas, _ look: Look) {
    let size = look.glyphs.show("\(canvas.width)×\(canvas.height)")
    let needed = look.glyphs.show("\(Layout.smallestWidth)×\(Layout.smallestHeight)")
    // The way out comes first: the rest may not fit.
    let text = "q quits. Terminal too small (\(size)): \(needed) needed"
    for (row, line) in Text.wrap(text, canvas.width).enumerated() {
      canvas.write(line, x: 0, y: row)
    }
  }
}
