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
    commandWords: { ["profile"] + $0.photoWords },
    commands: { [] },
    draw: LayersView.draw(_:in:_:on:))
}

/// The network as a table; beside it the selected layer's feature map and the answer.
enum LayersView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let layout = layout(state, in: rect, theme)
    TableView.draw(state, layout, theme, on: &canvas)
    DetailView.draw(state, layout, theme, on: &canvas)
    drawPicture(state, layout, theme, on: &canvas)
    AnswerView.draw(state, layout, theme, on: &canvas)
  }

  /// The photo, the fire block's diagram, or the layer's map beside the photo.
  private static func drawPicture(
    _ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas
  ) {
    if case .input = state.table.selection, state.loadedImage != nil {
      PhotoView.drawInput(state, layout, theme, on: &canvas)
      canvas.onPress(layout.map) { $0.show(.why) }
      return
    }
    if case .block = state.table.selection, state.loadedImage != nil {
      BlockDiagram.draw(state, layout.diagram, theme, &canvas)
      canvas.onPress(layout.diagram) { $0.show(.blocks) }
    } else {
      MapView.draw(state, layout, theme, on: &canvas)
      if state.featureMap != nil { canvas.onPress(layout.map) { $0.show(.singleMap) } }
    }
    PhotoView.draw(state, layout, theme, on: &canvas)
  }

  static func layout(_ state: State, in rect: Rect, _ theme: Theme) -> LayersLayout {
    let columns = TableColumn.all(
      state.network, glyphs: theme.glyphs, hasMedian: state.measurement != nil)
    let blocks = Set(state.network.architecture.fireBlocks.map(\.number))
    return LayersLayout(
      body: rect, lines: state.terminal.lines, columns: columns,
      rowCount: state.network.tableRows(unfolded: blocks).count + 1)
  }
}
