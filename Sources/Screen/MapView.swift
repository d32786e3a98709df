import Explorer
import Inference
import SqueezeNet

/// The selected layer's feature map with its title and its legend.
enum MapView {
  static func draw(_ state: State, _ layout: Layout, _ look: Look, on canvas: inout Canvas) {
    if case .failed(let reason) = state.currentImage?.status {
      canvas.write("this image can't be shown", x: layout.mapTitle.x, y: layout.mapTitle.y,
        style: look.title, clip: layout.mapTitle)
      write(reason, style: look.error, in: layout.map, look, on: &canvas)
      return
    }
    guard let layer = state.selectedLayer else { return }
    guard state.selectedResult != nil else {
      drawPending(state, layout, look, on: &canvas)
      return
    }
    guard let activation = state.selectedActivation else {
      title(reductionTitle(state, layer), "", layout, look, on: &canvas)
      return
    }
    let style = MapStyle(state.map.glyphs, state.map.colormap, look)
    if layer.outputShape.height == 1, layer.outputShape.width == 1 {
      drawVector(state, activation, style, layout, look, on: &canvas)
    } else {
      drawMap(state, layer, activation, style, layout, look, on: &canvas)
    }
  }

  /// `channel 17 of 128`, `mean of 128 channels`. Channels are counted from 1.
  private static func reductionTitle(_ state: State, _ layer: Layer) -> String {
    let channels = layer.outputShape.channels
    return switch state.map.reduction {
    case .channel: "channel \(state.map.channel + 1) of \(channels)"
    case .mean: "mean of \(channels) channels"
    case .maximum: "max of \(channels) channels"
    }
  }

  private static func drawMap(
    _ state: State, _ layer: Layer, _ activation: Activation, _ style: MapStyle,
    _ layout: Layout, _ look: Look, on canvas: inout Canvas
  ) {
    let reduction: ChannelReduction =
      switch state.map.reduction {
      case .channel: .channel(state.map.channel)
      case .mean: .mean
      case .maximum: .maximum
      }
    let pooling: ScalarMap.Pooling = reduction == .maximum ? .maximum : .mean
    guard let map = activation.scalarMap(reduction),
      let fitted = FittedMap(map, samples: style.samples(in: layout.map), pooling)
    else { return }
    // One channel of conv10 is one class.
    let class_ = layer.outputShape.channels == Architecture.classCount && reduction != .mean
    let isClass = class_ && reduction != .maximum && fitted.note.isEmpty
    title(
      reductionTitle(state, layer), isClass ? ClassName.of(state.map.channel) : fitted.note,
      layout, look, on: &canvas)
    drawScaled(fitted, of: map, style, layout, look, on: &canvas)
  }

  private static func drawScaled(
    _ fitted: FittedMap, of map: ScalarMap, _ style: MapStyle, _ layout: Layout, _ look: Look,
    on canvas: inout Canvas
  ) {
    let range = fitted.map.range
    let scale = Scale(minimum: range.minimum, maximum: range.maximum, levels: style.levels)
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: layout.map)
    if let word = word(for: map.range, count: map.values.count) {
      canvas.write(word, x: layout.legend.x, y: layout.legend.y, style: look.title,
        clip: layout.legend)
    } else {
      Heatmap.drawLegend(scale: scale, style: style, on: &canvas, in: layout.legend)
    }
  }

  /// What a map is that has no range to show.
  static func word(for range: (minimum: Float, maximum: Float, notFinite: Int), count: Int)
    -> String?
  {
    if range.notFinite == count { return "no finite value" }
    let hidden = range.notFinite > 0 ? ", \(Numbers.count(range.notFinite)) not finite" : ""
    if range.minimum == range.maximum {
      return range.minimum == 0
        ? "all zero\(hidden)" : "constant \(Numbers.value(Double(range.minimum)))\(hidden)"
    }
    guard range.notFinite > 0 else { return nil }
    let low = Numbers.value(Double(range.minimum))
    let high = Numbers.value(Double(range.maximum))
    return "\(low) to \(high)\(hidden)"
  }

  /// A layer without width and height: its channels row by row, and the chosen one in words.
  private static func drawVector(
    _ state: State, _ activation: Activation, _ style: MapStyle, _ layout: Layout, _ look: Look,
    on canvas: inout Canvas
  ) {
    let area = layout.map.inset(bottom: 2)
    let values = activation.values
    guard let grid = VectorGrid(values, samples: style.samples(in: area)) else { return }
    title(
      "\(values.count) channels, row by row", grid.group > 1 ? "max of \(grid.group)" : "",
      layout, look, on: &canvas)
    if let fitted = FittedMap(grid.map, samples: style.samples(in: area), .maximum) {
      let range = grid.map.range
      let scale = Scale(minimum: range.minimum, maximum: range.maximum, levels: style.levels)
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
      Heatmap.drawLegend(scale: scale, style: style, on: &canvas, in: layout.legend)
    }
    guard values.indices.contains(state.map.channel) else { return }
    let line = layout.map.row(layout.map.height - 1)
    let value = Numbers.value(Double(values[state.map.channel]))
    let text = "\(state.map.channel + 1) \(ClassName.of(state.map.channel))"
    let name = Text.fit(look.glyphs.show(text), line.width - value.count - 1,
      mark: look.glyphs.cut)
    canvas.write(name, x: line.x, y: line.y, clip: line)
    canvas.write(value, x: line.right - value.count, y: line.y, clip: line)
  }

  /// Nothing is computed yet: the photo, where it does not stand beside the map anyway.
  private static func drawPending(
    _ state: State, _ layout: Layout, _ look: Look, on canvas: inout Canvas
  ) {
    guard let image = state.loadedImage else {
      let isLoading = state.currentImage != nil
      title(isLoading ? "loading the image" : "no image", "", layout, look, on: &canvas)
      return
    }
    if layout.photo.isEmpty {
      title("as the network sees it", "", layout, look, on: &canvas)
      PhotoView.drawPixels(
        image, size: state.network.size, glyphs: state.map.glyphs, look, in: layout.map,
        on: &canvas)
    } else {
      title("feature map", "", layout, look, on: &canvas)
    }
    canvas.write(
      "layer not computed yet", x: layout.legend.x, y: layout.legend.y, style: look.label,
      clip: layout.legend)
  }

  private static func title(
    _ left: String, _ right: String, _ layout: Layout, _ look: Look, on canvas: inout Canvas
  ) {
    let line = layout.mapTitle
    let start = Text.fit(look.glyphs.show(left), line.width, mark: look.glyphs.cut)
    canvas.write(start, x: line.x, y: line.y, style: look.title, clip: line)
    let room = line.width - start.count - 2
    guard !right.isEmpty, room >= 4 else { return }
    let end = Text.fit(look.glyphs.show(right), room, mark: look.glyphs.cut)
    canvas.write(end, x: line.right - end.count, y: line.y, clip: line)
  }

  private static func write(
    _ text: String, style: Style, in rect: Rect, _ look: Look, on canvas: inout Canvas
  ) {
    for (row, line) in Text.wrap(look.glyphs.show(text), rect.width).enumerated() {
      canvas.write(line, x: rect.x, y: rect.y + row, style: style, clip: rect)
    }
  }
}
