import Analysis
import Heatmaps
import Inference
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// The selected layer of `CompareView`: its maps in both passes on one scale, the difference on its
/// own, and figures. Layers of one cell show the classes instead.
enum ComparePanel {
  static func draw(
    _ pair: PassPair, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let selected = state.selectedLayer else { return }
    let picture = state.comparePicture
    guard picture != .models else { return drawModels(pair, state, in: rect, theme, on: &canvas) }
    guard let layer = pair.layer(selected.name) else {
      let text = "\(selected.name) is only in \(pair.sideAlone(with: selected.name))"
      return canvas.write([text], in: rect, theme, heading: theme.title)
    }
    if layer.secondShape.isOnePixel {
      return drawClasses(pair, in: rect, theme, on: &canvas)
    }
    guard picture == .all, rect.width >= 40, rect.height >= 16 else {
      let only = picture != .all ? picture : pair.areRelated ? .difference : .first
      return drawPicture(only, pair, layer, state, in: rect, theme, on: &canvas)
    }
    let width = (rect.width - 2) / 2
    let height = rect.height / 2
    func part(_ column: Int, _ row: Int) -> Rect {
      Rect(
        x: rect.x + column * (width + 2), y: rect.y + row * height, width: width, height: height)
    }
    drawPicture(.first, pair, layer, state, in: part(0, 0), theme, on: &canvas)
    drawPicture(.second, pair, layer, state, in: part(1, 0), theme, on: &canvas)
    drawPicture(.difference, pair, layer, state, in: part(0, 1), theme, on: &canvas)
    drawFigures(pair, layer, in: part(1, 1), theme, on: &canvas)
  }

  private static func drawPicture(
    _ picture: CompareState.Picture, _ pair: PassPair, _ layer: LayerComparison, _ state: State,
    in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let maps = pair.maps(of: layer, state.map.reduction, channel: state.map.channel)
    let sides = [maps.first, maps.second].compactMap(\.self)
    let isDifference = picture == .difference
    let title = theme.glyphs.fit(titles(picture, layer, state), rect.width)
    canvas.write(title, in: rect, style: theme.title)
    let map = isDifference ? maps.difference : picture == .first ? maps.first : maps.second
    guard let map else {
      let (a, b) = (layer.firstShape.channels, layer.secondShape.channels)
      let why = isDifference && !pair.areRelated ? PassPair.unrelated : "channels: A \(a), B \(b)"
      return canvas.write(wrapped: why, in: rect.inset(top: 1), style: theme.title)
    }
    let isSigned =
      isDifference ? state.map.reduction == .channel : sides.contains { $0.minimum < 0 }
    let style = MapStyle(state.map.glyphs, state.map.colormap, signed: isSigned, theme)
    let range =
      isDifference
      ? ValueRange(of: map)
      : ValueRange(
        minimum: sides.map(\.minimum).min() ?? 0, maximum: sides.map(\.maximum).max() ?? 0)
    let scale = Scale(range, style)
    let area = rect.inset(top: 1, bottom: 1)
    if let fitted = FittedMap(
      map, samples: style.samples(in: area),
      state.map.reduction == .maximum && !isDifference ? .maximum : .mean)
    {
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
    }
    let legend = rect.row(rect.height - 1)
    if let word = map.word {
      canvas.write(theme.glyphs.fit(word, legend.width), in: legend)
    } else {
      Heatmap.drawLegend(
        scale: scale, style: style, on: &canvas,
        in: Rect(x: legend.x, y: legend.y, width: min(60, legend.width), height: legend.height))
    }
  }

  /// The longest wording first.
  private static func titles(
    _ picture: CompareState.Picture, _ layer: LayerComparison, _ state: State
  ) -> [String] {
    let (what, short) =
      switch state.map.reduction {
      case .channel: ("channel \(state.map.channel)", "\(state.map.channel)")
      case .mean: ("mean of channels", "mean")
      case .maximum: ("max of channels", "max")
      }
    switch picture {
    case .first: return ["A, \(what)", "A, \(short)"]
    case .second: return ["B, \(what)", "B, \(short)"]
    case .models, .all, .difference:
      let isOne = state.map.reduction == .channel
      let all =
        isOne ? ["B − A, \(what)", "B − A, \(short)", "B − A"] : ["mean |B − A|", "|B − A|"]
      guard !layer.alignment.isExact else { return all }
      return all.flatMap { ["\($0) (nearest cells)", "\($0) (nearest)"] } + all.suffix(1)
    }
  }

  private static func drawFigures(
    _ pair: PassPair, _ layer: LayerComparison, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let sides = [layer.firstStatistics, layer.secondStatistics]
    func line(_ name: String, _ value: (ActivationStatistics) -> String) -> String {
      name.padded(to: 5) + sides.map { value($0).rightAligned(to: 8) }.joined()
    }
    var lines = [
      "layer" + "A".rightAligned(to: 8) + "B".rightAligned(to: 8),
      line("mean") { Numbers.value($0.mean) },
      line("std") { Numbers.value($0.standardDeviation) },
      line("min") { Numbers.value(Double($0.minimum)) },
      line("max") { Numbers.value(Double($0.maximum)) },
      line("zeros") { Numbers.percent($0.zeroShare) },
    ]
    if let values = layer.values {
      lines.append("max |B − A| " + Numbers.value(values.maximum))
    }
    for (name, pass) in [("A", pair.first), ("B", pair.second)] {
      guard let answer = pass.answer else { continue }
      let percent = Numbers.probability(answer.probability)
      lines.append("\(name) \(percent) \(pass.network.classes[answer.index])")
    }
    canvas.write(lines, in: rect, theme, heading: theme.title)
  }

  /// A fact a line, its value in A and in B.
  private static func drawModels(
    _ pair: PassPair, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let label = rect.width >= 42 ? 12 : 0
    let width = min(40, (rect.width - label) / 2)
    func write(_ texts: [String], in line: Rect, _ style: Style) {
      canvas.write(theme.glyphs.fit(texts[0], label), in: line, style: theme.label)
      for (side, text) in texts.dropFirst().enumerated() {
        let x = line.x + label + side * width
        canvas.write(theme.glyphs.fit(text, width - 1), in: line, x: x, style: style)
      }
    }
    canvas.fill(rect.row(0), with: Cell(" ", theme.heads))
    write(["", "A", "B"], in: rect.row(0), theme.heads)
    let rows = pair.modelRows
    for (place, row) in rows.enumerated() {
      write(
        [row.name, row.first, row.second], in: rect.row(place + 1),
        row.name == "answer 1" ? theme.title : .plain)
    }
    canvas.write(
      wrapped: "Tab shows the maps, each on its own: channels of networks that were trained apart "
        + "can't be subtracted", in: rect.inset(top: rows.count + 2), style: theme.label)
  }

  private static func drawClasses(
    _ pair: PassPair, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let lines = pair.changes(5).map { change in
      [change.before, change.after].map {
        Numbers.fixed(Double($0) * 100, 2).rightAligned(to: 7)
      }.joined() + "  " + pair.second.network.classes[change.classIndex]
    }
    canvas.write(["    A %    B %"] + lines, in: rect, theme, heading: theme.title)
  }
}
