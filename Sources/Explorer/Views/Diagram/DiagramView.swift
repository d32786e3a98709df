import Exports
import SqueezeNet
import TerminalUI

extension View {
  public static let blocks: View = View(
    "blocks", letter: "b", title: "blocks",
    summary: "the network as a graph, each fire block as a diagram",
    introductions: (
      "squeeze leaves few channels, so that few weights follow",
      "arrows, Enter: map"
    ),
    heading: "Blocks", exports: [.block, .diagram],
    commandWords: {
      ["export", "diagram"] + $0.photoWords + $0.layerWords + ["-o", "blocks.svg"]
    },
    commands: { [CommandTable.diagramCommands] },
    keepInRange: { if $0.view == .blocks { $0.diagram.scroll = DiagramLayout($0).first } },
    fetch: { $0.fetchMaps() },
    draw: DiagramView.draw(_:in:_:on:))
}

extension ExportKind {
  static let block = ExportKind(
    name: "block", letter: "b", help: "the fire block as a diagram, .svg, its formulas as .txt",
    title: { state in
      let layer = state.selectedLayer
      return "diagram: \(layer?.fire?.name ?? layer?.name ?? "")"
    },
    content: { state in
      .diagram(
        state.selectedStage.lowerBound, colormap: state.map.colormap,
        hasMaps: state.photoProblem == nil && state.selectedStage.upperBound <= state.pass.frontier)
    })

  static let diagram = ExportKind(
    name: "diagram", letter: "g", help: "the whole network as a diagram, .svg, .txt",
    title: { _ in "diagram: the whole network" },
    content: {
      .diagram(nil, colormap: $0.map.colormap, hasMaps: $0.passProblem == nil)
    })
}

/// The whole network as a graph: on a large screen in lines, as text is written; else the selected
/// block, and what stands before and after it.
enum DiagramView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let stage = state.selectedStage
    guard let first = state.network.layer(at: stage.lowerBound),
      let last = state.network.layer(at: stage.upperBound - 1)
    else { return }
    let name = state.network.fullName(of: state.table.selection)
    let fire = first.fire.flatMap { state.network.fire($0.number) }
    let purposes = fire.map { fire in fire.purpose.map { "\(fire.concatenation.name) \($0)" } }
    let shapes = "\(first.inputShape.display) → \(last.outputShape.display)"
    Title.draw(
      (purposes ?? ["blocks  \(name)"]) + [name], [shapes, ""], in: rect.row(0), theme, on: &canvas)
    let body = rect.inset(top: 1)
    let layout = DiagramLayout(state)
    guard layout.isWide else {
      // In few lines the block itself has all of them.
      let edge = body.height >= 7 ? 1 : 0
      if edge > 0 {
        drawNeighbour(stage.lowerBound - 1, state, in: body.row(0), theme, on: &canvas)
        drawNeighbour(
          stage.upperBound, state, in: body.row(body.height - 1), theme, on: &canvas)
      }
      return BlockDiagram.draw(
        stage, state, body.inset(left: 1, top: edge, right: 1, bottom: edge), theme, &canvas)
    }
    for (row, line) in layout.lines.dropFirst(layout.first).prefix(layout.seen).enumerated() {
      var x = body.x
      for (stage, width) in line {
        let place = Rect(
          x: x, y: body.y + row * layout.height, width: width, height: layout.height)
        BlockDiagram.draw(stage, state, place, theme, &canvas)
        x += width + DiagramLayout.gap
      }
    }
  }

  /// A stage in a line: `[maxpool1]`.
  private static func drawNeighbour(
    _ layer: Int, _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let stage = state.network.stage(containing: layer)
    guard let first = state.network.layer(at: stage.lowerBound),
      let last = state.network.layer(at: stage.upperBound - 1)
    else { return }
    let name = first.fire?.name ?? first.name
    let isBefore = layer < state.selectedStage.lowerBound
    let mark = String(isBefore ? theme.glyphs.above : theme.glyphs.below)
    let text = "\(mark) [\(name)]"
    canvas.write(text, in: line, x: line.x + 1, style: DiagramBox.style(last, state, theme))
    canvas.onPress(line) { $0.selectBox(isBefore ? stage.upperBound - 1 : stage.lowerBound) }
  }
}

/// The lines of stages on a large screen: moving goes by it, and the screen is laid out by it.
struct DiagramLayout: Sendable {
  /// Columns between two stages.
  static let gap = 2
  /// Columns of a block at least, and of a layer outside of one.
  private static let (block, layer) = (62, 24)

  /// True where more than one stage is drawn at once.
  let isWide: Bool
  let lines: [[(stage: Range<Int>, width: Int)]]
  /// Of one line, in lines of the terminal.
  let height: Int
  /// Lines that are seen at once, and the first of them: the selection is among them.
  let seen: Int
  let first: Int

  init(_ state: State) {
    let (width, room) = (state.terminal.width, max(1, state.terminal.bodyHeight - 1))
    isWide = width >= 2 * Self.block + Self.gap && room >= 18
    seen = max(1, room / 18)
    height = room / seen
    let lines = state.network.stages.broken(width: width, gap: Self.gap) {
      $0.count > 1 ? Self.block : Self.layer
    }
    self.lines = lines.map { Self.spread($0, width) }
    let selected = lines.firstIndex { $0.contains { $0.stage == state.selectedStage } } ?? 0
    first = state.diagram.scroll.scrolled(toShow: selected, length: seen, of: lines.count)
  }

  /// Gives a line's blocks what the line leaves.
  private static func spread(
    _ line: [(stage: Range<Int>, width: Int)], _ width: Int
  ) -> [(stage: Range<Int>, width: Int)] {
    let blocks = line.count { $0.stage.count > 1 }
    let left = width - line.reduce(0) { $0 + $1.width + gap }
    return line.map { ($0.stage, $0.stage.count > 1 ? $0.width + max(0, left / blocks) : $0.width) }
  }
}
