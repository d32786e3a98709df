import TerminalUI

/// The network as a table; beside it the selected layer's feature map and the answer.
enum LayersView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let layout = layout(state, in: rect, theme)
    TableView.draw(state, layout, theme, on: &canvas)
    DetailView.draw(state, layout, theme, on: &canvas)
    MapView.draw(state, layout, theme, on: &canvas)
    PhotoView.draw(state, layout, theme, on: &canvas)
    AnswerView.draw(state, layout, theme, on: &canvas)
  }

  static func layout(_ state: State, in rect: Rect, _ theme: Theme) -> LayersLayout {
    let columns = TableColumn.all(
      state.network, glyphs: theme.glyphs, hasMedian: state.measurement != nil)
    let blocks = Set(state.network.architecture.fireBlocks.map(\.number))
    return LayersLayout(
      body: rect, lines: ScreenLines(height: state.terminal.height), columns: columns,
      rowCount: state.network.tableRows(unfolded: blocks).count)
  }

  static func target(x: Int, y: Int, _ state: State, in rect: Rect, _ theme: Theme) -> Target? {
    let layout = layout(state, in: rect, theme)
    if layout.map.contains(x: x, y: y) { return state.featureMap == nil ? nil : .featureMap }
    let rows = state.visibleRows(height: layout.table.height)
    let place = y - layout.table.y
    guard layout.table.contains(x: x, y: y), rows.indices.contains(place) else { return nil }
    return .row(rows[place])
  }
}
