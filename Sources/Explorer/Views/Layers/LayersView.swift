import TerminalUI

extension View {
  public static let layers: View = View(
    "layers", letter: "l", title: "layers",
    summary: "the network as a table, with times and the answer",
    introductions: (
      "Up and Down choose a layer, v other views, ? all keys",
      "arrows: layer, v views"
    ),
    heading: "The pass", exports: [.profile, .map, .overlay, .sheet],
    commands: { [] },
    draw: LayersView.draw(_:in:_:on:))
}

/// The network as a table; beside it the selected layer's feature map and the answer.
enum LayersView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let layout = layout(state, in: rect, theme)
    TableView.draw(state, layout, theme, on: &canvas)
    DetailView.draw(state, layout, theme, on: &canvas)
    MapView.draw(state, layout, theme, on: &canvas)
    if state.featureMap != nil { canvas.onPress(layout.map) { $0.show(.singleMap) } }
    PhotoView.draw(state, layout, theme, on: &canvas)
    AnswerView.draw(state, layout, theme, on: &canvas)
  }

  static func layout(_ state: State, in rect: Rect, _ theme: Theme) -> LayersLayout {
    let columns = TableColumn.all(
      state.network, glyphs: theme.glyphs, hasMedian: state.measurement != nil)
    let blocks = Set(state.network.architecture.fireBlocks.map(\.number))
    return LayersLayout(
      body: rect, lines: state.terminal.lines, columns: columns,
      rowCount: state.network.tableRows(unfolded: blocks).count)
  }
}
