import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// The selected fire block as a diagram, or the selected layer as a box: squeeze, both expands side
/// by side, concatenation, the bypass where there is one; below it where its numbers come from.
enum BlockDiagram {
  /// Draws it as large as a rectangle has room for: from left to right where that is wide, else
  /// from top to bottom, else in words.
  static func draw(_ state: State, _ rect: Rect, _ theme: Theme, _ canvas: inout Canvas) {
    draw(state.selectedStage, state, rect, theme, &canvas)
  }

  static func draw(
    _ stage: Range<Int>, _ state: State, _ rect: Rect, _ theme: Theme, _ canvas: inout Canvas
  ) {
    guard let layer = state.network.layer(at: stage.lowerBound) else { return }
    guard let fire = layer.fire.flatMap({ state.network.fire($0.number) }) else {
      return drawLayer(layer, state, rect, theme, &canvas)
    }
    let sums = sums(fire, width: rect.width)
    // Of two lines the second says what the squeeze saves.
    let lines = linesBelow(rect) == 2 ? [sums[0], sums[2]] : Array(sums.prefix(linesBelow(rect)))
    let room = rect.inset(bottom: lines.count)
    canvas.write(
      lines, in: Rect(x: rect.x, y: room.bottom, width: rect.width, height: lines.count), theme)
    guard let plan = BlockPlan(fire, in: room) else {
      return drawWords(fire, state, rect, theme, &canvas)
    }
    var drawing = LineDrawing()
    for (layer, box) in plan.boxes {
      drawing.box(box, style: DiagramBox.style(layer, state, theme))
    }
    for (line, layer) in plan.lines {
      drawing.line(line, style: DiagramBox.style(layer, state, theme))
    }
    drawing.draw(in: rect, theme.glyphs, on: &canvas)
    for (layer, box) in plan.boxes {
      DiagramBox.drawContent(layer, in: box, state, theme, &canvas, shape: !plan.isSideways)
    }
    let input = theme.glyphs.show(fire.squeeze.inputShape.display)
    canvas.write(input, in: plan.input, style: theme.label)
    canvas.write(layer.fire?.name ?? "", in: plan.name, style: theme.title)
  }

  /// A layer outside of blocks: its box, which what comes in enters from the left.
  private static func drawLayer(
    _ layer: Layer, _ state: State, _ rect: Rect, _ theme: Theme, _ canvas: inout Canvas
  ) {
    let hasInput = rect.height >= 6
    let room = hasInput ? rect.inset(left: 3, top: 1, bottom: linesBelow(rect)) : rect
    let box = Rect(
      x: room.x, y: room.y, width: min(room.width, max(20, 2 * room.height + 16)),
      height: room.height)
    let style = DiagramBox.style(layer, state, theme)
    var drawing = LineDrawing()
    drawing.box(box, style: style)
    if hasInput {
      let middle = BlockPlan.centre(box.rows)
      drawing.line([(rect.x, middle), (box.x, middle)], style: style)
      canvas.write(theme.glyphs.show(layer.inputShape.display), in: rect, style: theme.label)
    }
    drawing.draw(in: rect, theme.glyphs, on: &canvas)
    DiagramBox.drawContent(layer, in: box, state, theme, &canvas, shape: false)
  }

  /// Lines for sums below the boxes.
  static func linesBelow(_ rect: Rect) -> Int { rect.height >= 18 ? 3 : rect.height >= 14 ? 2 : 0 }

  /// No room for boxes: a line a layer, its shape and its parameters.
  private static func drawWords(
    _ fire: FireLayers, _ state: State, _ rect: Rect, _ theme: Theme, _ canvas: inout Canvas
  ) {
    let last = sums(fire, width: rect.width).suffix(1)
    let layers = fire.all.sorted { $0.index < $1.index }
    let selected = layers.firstIndex { state.table.selection == .layer($0.index) } ?? 0
    let start = 0.scrolled(toShow: selected, length: max(1, rect.height), of: layers.count)
    for (row, layer) in layers.dropFirst(start).prefix(rect.height).enumerated() {
      let line = rect.row(row)
      let isSelected = state.table.selection == .layer(layer.index)
      let style = DiagramBox.style(layer, state, theme)
      let depth = layer == fire.squeeze || layer == fire.sum ? 0 : 2
      let name = state.network.shortName(of: .layer(layer.index))
      let words = [
        layer.convolution.map { "\($0.parametersText) = \(Numbers.count($0.parameters))" },
        layer.outputShape.display,
      ].compactMap(\.self)
      let end = canvas.write(name, in: line, x: line.x + depth, style: style)
      let rest = line.right - end - 2
      if let text = words.map(theme.glyphs.show).first(where: { $0.columns <= rest }) {
        canvas.write(text, atEndOf: line, style: style)
      }
      if isSelected { canvas.select(line) }
      canvas.onPress(line) { $0.pointAtBox(layer.index) }
    }
    canvas.write(last, in: rect.inset(top: layers.count), theme)
  }

  /// Where a block's parameters and multiply-accumulates come from, and what the squeeze saves.
  private static func sums(_ fire: FireLayers, width: Int) -> [String] {
    fire.sums.map { choices in choices.first { $0.count <= width } ?? choices.last ?? "" }
  }
}
