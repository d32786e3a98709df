import TerminalUI

/// The network as a table; beside it the selected layer's feature map and the answer.
enum LayersView {
  static func draw(_ state: State, in rect: Rect, _ look: Look, on canvas: inout Canvas) {
    let layout = layout(state, in: rect, look)
    TableView.draw(state, layout, look, on: &canvas)
    DetailView.draw(state, layout, look, on: &canvas)
    MapView.draw(state, layout, look, on: &canvas)
    PhotoView.draw(state, layout, look, on: &canvas)
    AnswerView.draw(state, layout, look, on: &canvas)
  }

  static func layout(_ state: State, in rect: Rect, _ look: Look) -> LayersLayout {
    let columns = TableColumn.all(
      state.network, glyphs: look.glyphs, hasMedian: state.measurement != nil)
    let blocks = Set(state.network.architecture.fireBlocks.map(\.number))
    return LayersLayout(
      body: rect, lines: ScreenLines(height: state.terminal.height), columns: columns,
      rowCount: state.network.tableRows(unfolded: blocks).count)
  }

  static func target(x: Int, y: Int, _ state: State, in rect: Rect, _ look: Look) -> Target? {
    let layout = layout(state, in: rect, look)
    if layout.map.contains(x: x, y: y) { return state.featureMap == nil ? nil : .featureMap }
    let rows = state.visibleRows(height: layout.table.height)
    let place = y - layout.table.y
    guard layout.table.contains(x: x, y: y), rows.indices.contains(place) else { return nil }
    return .row(rows[place])
  }
}
