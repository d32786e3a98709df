import Heatmaps
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// What stands in a layer's box: its name in the frame, the map of its strongest channel, where its
/// parameters and multiply-accumulates come from.
enum DiagramBox {
  /// Pending boxes are dim, the one that runs and the one that was computed last stand out.
  static func style(_ layer: Layer, _ state: State, _ theme: Theme) -> Style {
    if state.pass.running == layer.index { return theme.running }
    guard layer.index < state.pass.frontier else { return theme.label }
    return layer.index == state.pass.frontier - 1 && !state.pass.isComplete ? theme.running : .plain
  }

  /// Draws everything but the frame.
  ///
  /// - Parameter shape: Whether the output's shape stands inside; else it stands in the frame.
  static func drawContent(
    _ layer: Layer, in box: Rect, _ state: State, _ theme: Theme, _ canvas: inout Canvas,
    shape: Bool
  ) {
    canvas.onPress(box) { $0.pointAtBox(layer.index) }
    let style = style(layer, state, theme)
    let isSelected = state.table.selection == .layer(layer.index)
    let name = theme.glyphs.fit(
      " \(state.network.shortName(of: .layer(layer.index))) ", box.width - 2)
    canvas.write(name, in: box.row(0), x: box.x + 1, style: style)
    if isSelected {
      canvas.select(Rect(x: box.x + 1, y: box.y, width: name.columns, height: 1))
    }
    if !shape {
      let text = theme.glyphs.show(" \(layer.outputShape.display) ")
      if text.columns <= box.width - 2 {
        canvas.write(text, in: box.row(box.height - 1), x: box.x + 1, style: theme.label)
      }
    }
    let inside = box.inset(left: 1, top: 1, right: 1, bottom: 1)
    let words = shape ? [[layer.outputShape.display]] : []
    draw(
      state.strongestMap(layer.index), words + texts(layer, state), layer, in: inside, state, theme,
      &canvas)
  }

  /// Its formulas; of the answer the strongest classes, once they are known.
  private static func texts(_ layer: Layer, _ state: State) -> [[String]] {
    guard layer == state.network.answer, !state.pass.top.isEmpty else { return layer.formulas }
    return state.pass.top.prefix(3).map {
      [Numbers.probability($0.probability), state.network.classes[$0.index]]
    }
  }

  /// Puts the text beside the map or below it, whichever leaves the map more room.
  private static func draw(
    _ strongest: StrongestMap?, _ texts: [[String]], _ layer: Layer, in rect: Rect, _ state: State,
    _ theme: Theme, _ canvas: inout Canvas
  ) {
    let style = self.style(layer, state, theme)
    guard let strongest, ![.softmax, .sigmoid].contains(layer.operation) else {
      // A class's name may be cut.
      if layer.isVector {
        return canvas.write(texts.map { $0.joined(separator: " ") }, in: rect, theme)
      }
      return write(texts, in: rect, style, theme, &canvas)
    }
    let note = layer.isVector ? [] : [["channel \(strongest.channel)"]]
    let mapStyle = MapStyle(
      state.map.glyphs, state.map.colormap, signed: strongest.map.minimum < 0, theme)
    // Where little is left for the map, the text says less.
    let choices = [
      texts + note, texts.dropLast() + note,
      texts.filter { $0.first != layer.outputShape.display }.prefix(1) + [],
    ].map { words in
      let narrow = words.joined().map(\.columns).max() ?? 0
      let below = rect.inset(bottom: lines(words, width: rect.width, theme).count)
      let beside = rect.inset(right: narrow + 1)
      let isBeside = side(beside, mapStyle) > side(below, mapStyle)
      return (words, isBeside, area: isBeside ? beside : below)
    }
    let most = choices.map { side($0.area, mapStyle) }.max() ?? 0
    let enough = min(8, most)
    guard enough >= 4,
      let (words, isBeside, area) = choices.first(where: { side($0.area, mapStyle) >= enough })
    else { return write(texts, in: rect, style, theme, &canvas) }
    let size = drawMap(strongest.map, isVector: layer.isVector, mapStyle, in: area, state, &canvas)
    let rest = isBeside ? rect.inset(left: size.width + 1) : rect.inset(top: size.height)
    write(words, in: rest, style, theme, &canvas)
  }

  /// The side of the largest square map, in samples.
  private static func side(_ rect: Rect, _ style: MapStyle) -> Int {
    let samples = style.samples(in: rect)
    return min(samples.width, samples.height)
  }

  /// - Returns: the cells that it takes.
  private static func drawMap(
    _ map: FeatureMap, isVector: Bool, _ style: MapStyle, in rect: Rect, _ state: State,
    _ canvas: inout Canvas
  ) -> (width: Int, height: Int) {
    let samples = style.samples(in: rect)
    let grid = isVector ? VectorGrid(map.values, samples: samples) : nil
    guard
      let fitted = FittedMap(
        grid?.map ?? map, samples: samples, isVector ? .maximum : .mean, count: grid?.count)
    else { return (0, 0) }
    let scale = Scale(ValueRange(of: fitted.map), style)
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: rect)
    return style.cells(width: fitted.width, height: fitted.height)
  }

  private static func lines(_ texts: [[String]], width: Int, _ theme: Theme) -> [String] {
    texts.flatMap { parts in
      let line = parts.joined(separator: " ")
      return (line.columns <= width ? [line] : parts).map(theme.glyphs.show)
    }
  }

  /// Numbers are never cut: what does not fit is left out.
  private static func write(
    _ texts: [[String]], in rect: Rect, _ style: Style, _ theme: Theme, _ canvas: inout Canvas
  ) {
    let fitting = lines(texts, width: rect.width, theme).filter { $0.columns <= rect.width }
    for (row, line) in fitting.enumerated() { canvas.write(line, in: rect.row(row), style: style) }
  }
}
