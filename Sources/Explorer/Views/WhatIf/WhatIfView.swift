import Analysis
import Exports
import Inference
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let whatIf: View = View(
    "what-if", letter: "w", title: "what if",
    summary: "channels off, a part covered: the answer before, after",
    introductions: (
      "arrows cover a part, ! switches channels off, u undoes",
      "arrows cover, i off"
    ),
    heading: "What if", exports: [.whatIf],
    commandWords: {
      $0.whatIf.ablation.isEmpty ? nil : ["whatif"] + $0.photoWords + $0.ablationWords
    },
    commands: { [CommandTable.whatIfCommands] },
    draw: WhatIfView.draw(_:in:_:on:))
}

extension ExportKind {
  static let whatIf = ExportKind(
    name: "what-if", letter: "n", help: "the answer before and after as .csv, .json, .txt",
    title: { _ in "numbers: before and after" },
    problem: {
      $0.photoProblem ?? ($0.whatIf.ablation.isEmpty ? "nothing is off" : $0.passProblem)
    },
    content: { _ in .numbers(["what-if"]) { try WhatIfReport($0) } })
}

/// The network's answer after the changes: at the left the photo as it sees it, the square on it;
/// at the right the strongest classes before and after, and everything that is off.
enum WhatIfView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let name = state.network.fullName(of: state.table.selection) + selection(state)
    Title.draw(
      ["What if? \(name)", name],
      ran(state), in: rect.row(0), theme, on: &canvas)
    guard let image = state.loadedImage, !state.whatIfChanges.isEmpty else {
      return Placeholder.draw(
        state, answer: "a what-if comes", in: Placeholder.body(of: rect), theme, on: &canvas)
    }
    let places = WhyView.Places(state.whyLayout, in: rect)
    markPixels(state, in: places.picture, theme, on: &canvas)
    drawPhoto(image, state, in: places.picture, theme, on: &canvas)
    drawLegend(state, in: places.legend, theme, on: &canvas)
    let room = max(0, min(places.panel.width, 64))
    let panel = Rect(
      x: places.panel.x, y: places.panel.y, width: room, height: places.panel.height)
    let used = WhatIfAnswer.draw(state, in: panel, theme, on: &canvas)
    drawList(state, in: panel.inset(top: used), theme, on: &canvas)
  }

  /// Returns the channel that `i` would switch.
  private static func selection(_ state: State) -> String {
    guard let layer = state.selectedLayer else { return "" }
    guard state.network.canAblate(layer: layer.index) else { return " (can't be switched off)" }
    let isAblated = state.whatIf.ablation.isAblated(
      state.map.channel, of: layer.index, in: state.network)
    return ", channel \(state.map.channel) (\(isAblated ? "off" : "on"))"
  }

  /// Returns the cost of the last change, the longest wording first.
  private static func ran(_ state: State) -> [String] {
    guard let outcome = state.whatIf.asked.answer else { return [] }
    let time = Numbers.milliseconds(Double(outcome.nanoseconds)) + " ms"
    let layers = "\(outcome.layers.count) of \(state.network.layers.count) layers"
    return ["\(layers) ran again, \(time)", "\(layers), \(time)", time, ""]
  }

  private static func drawPhoto(
    _ image: LoadedImage, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let size = state.network.size
    PhotoView.drawPixels(
      state.seen(image), size: size, glyphs: state.map.glyphs, theme, in: rect, on: &canvas)
    guard let square = state.whatIf.ablation.occlusion else { return }
    let (rows, columns) = square.covered(of: size)
    PhotoFrame(rows: rows, columns: columns, size: size).draw(
      MapStyle(state.map.glyphs, .grey, theme), in: rect, theme, on: &canvas)
  }

  /// A press puts the square's middle on the middle of what the cell shows.
  private static func markPixels(
    _ state: State, in picture: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let style = MapStyle(state.map.glyphs, .grey, theme)
    let size = state.network.size
    canvas.onPress(picture) { state, point in
      if let place = PhotoView.pixel(at: point, size, style, in: picture) {
        state.cover(row: place.row, column: place.column)
      }
      return []
    }
  }

  private static func drawLegend(
    _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let square = state.whatIf.ablation.occlusion else {
      let texts = [
        state.usesMouse ? "#, arrows, a click: a square" : "# or arrows: a square", "#: a square",
      ]
      canvas.write(texts.first { $0.count <= line.width } ?? "", in: line, style: theme.label)
      return
    }
    let colour = state.model.weights.map { weights in
      let colour = weights.preprocessing.meanColour
      return ", in the mean colour \(colour.x) \(colour.y) \(colour.z)"
    }
    let place = square.words("×", of: state.network.size)
    let texts = [place + (colour ?? ""), place, "\(square.side)×\(square.side) px"]
    canvas.write(theme.glyphs.fit(texts, line.width), in: line, style: theme.label)
  }

  /// Everything that is off, a line each; what has no room is counted.
  private static func drawList(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let heading = rect.row(0)
    let lines = state.whatIf.ablation.lines(in: state.network, times: "×")
    canvas.write(lines.isEmpty ? "nothing is off" : "off", in: heading, style: theme.title)
    guard !lines.isEmpty else {
      let key = CommandTable.keyName(of:)
      let help =
        (state.canAblateSelection
          ? "\(key("switch-channel")) switches this channel off, "
            + "\(key("switch-strongest")) the one that varies most, "
            + "\(key("switch-1x1-half")) and \(key("switch-3x3-half")) a half of the block"
          : "this layer stays on: { } choose another") + "; arrows cover a part of the photo"
      return canvas.write(wrapped: help, in: rect.inset(top: 1), style: theme.label)
    }
    let room = max(0, rect.height - 1)
    let shown = lines.count > room ? max(0, room - 1) : lines.count
    canvas.write(lines.prefix(shown), in: rect.inset(top: 1), theme)
    guard shown < lines.count else { return }
    canvas.write("and \(lines.count - shown) more", in: rect.row(shown + 1), style: theme.label)
  }
}
