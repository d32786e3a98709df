import Heatmaps
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// The selected layer's feature map with its title and its legend.
enum MapView {
  static func draw(_ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas)
  {
    if case .failed(let reason) = state.currentImage?.status {
      canvas.write("this image can't be shown", in: layout.mapTitle, style: theme.title)
      return canvas.write(wrapped: theme.glyphs.show(reason), in: layout.map, style: theme.error)
    }
    guard let layer = state.selectedLayer else { return }
    guard state.selectedResult != nil else {
      drawPending(state, layout, theme, on: &canvas)
      return
    }
    guard let activation = state.selectedActivation else {
      title(reductionTitle(state, layer), [], layout, theme, on: &canvas)
      return
    }
    // By the layer, so that nothing changes from channel to channel.
    let style = MapStyle(state, theme)
    if layer.isClassVector(in: state.network) {
      title("\(layer.outputShape.channels) classes", [], layout, theme, on: &canvas)
      ClassBars.draw(state, layer, in: layout.map, theme, on: &canvas)
    } else if layer.outputShape.isOnePixel {
      drawVector(state, activation, style, layout, theme, on: &canvas)
    } else {
      drawMap(state, layer, style, layout, theme, on: &canvas)
    }
  }

  /// `channel 17 of 128`, `mean of 128 channels`.
  static func reductionTitle(_ state: State, _ layer: Layer) -> String {
    let channels = layer.outputShape.channels
    return switch state.map.reduction {
    case .channel: "channel \(state.map.channel) of \(channels)"
    case .mean: "mean of \(channels) channels"
    case .maximum: "max of \(channels) channels"
    }
  }

  private static func drawMap(
    _ state: State, _ layer: Layer, _ style: MapStyle, _ layout: LayersLayout, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    guard let map = state.featureMap,
      let fitted = FittedMap(
        map, samples: style.samples(in: layout.map),
        state.map.reduction == .maximum ? .maximum : .mean)
    else { return }
    let notes = fitted.notes.isEmpty ? state.shownChannelClass.map { [$0] } ?? [] : fitted.notes
    title(reductionTitle(state, layer), notes, layout, theme, on: &canvas)
    drawScaled(state, fitted, of: map, style, layout, theme, on: &canvas)
  }

  private static func drawScaled(
    _ state: State, _ fitted: FittedMap, of map: FeatureMap, _ style: MapStyle,
    _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas
  ) {
    let scale = Scale(state, of: fitted.map, style)
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: layout.map)
    Heatmap.drawLegend(
      of: map, scale: scale, style: style, word: theme.title, on: &canvas, in: layout.legend)
  }

  /// A layer without width and height: its channels row by row, and the chosen one in words.
  private static func drawVector(
    _ state: State, _ activation: Activation, _ style: MapStyle, _ layout: LayersLayout,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let area = layout.map.inset(bottom: 2)
    let values = activation.values
    guard let grid = VectorGrid(values, samples: style.samples(in: area)) else { return }
    title(
      "\(values.count) channels", [grid.group > 1 ? "max of \(grid.group)" : "row by row"],
      layout, theme, on: &canvas)
    if let fitted = FittedMap(
      grid.map, samples: style.samples(in: area), .maximum, count: grid.count)
    {
      let scale = Scale(state, of: grid.map, style)
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
      Heatmap.drawLegend(scale: scale, style: style, on: &canvas, in: layout.legend)
    }
    guard values.indices.contains(state.map.channel) else { return }
    let line = layout.map.row(layout.map.height - 1)
    let value = Numbers.value(Double(values[state.map.channel]))
    let text = "\(state.map.channel) \(state.shownChannelClass ?? "")"
    let name = theme.glyphs.fit(text, line.width - value.columns - 1)
    canvas.write(name, in: line)
    canvas.write(value, atEndOf: line, style: theme.value)
  }

  /// Nothing is computed yet: the photo, where it does not stand beside the map anyway.
  private static func drawPending(
    _ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let image = state.loadedImage else {
      let isLoading = state.currentImage != nil
      title(isLoading ? "loading the image" : "no image", [], layout, theme, on: &canvas)
      return
    }
    if layout.photo.isEmpty {
      title("as the network sees it", [], layout, theme, on: &canvas)
      PhotoView.drawPixels(
        image, size: state.network.size, glyphs: state.map.glyphs, theme, in: layout.map,
        on: &canvas)
    } else {
      title("feature map", [], layout, theme, on: &canvas)
    }
    canvas.write("layer not computed yet", in: layout.legend, style: theme.label)
  }

  /// A title, and at the right the longest of the notes that fits; one that is cut at last.
  private static func title(
    _ left: String, _ notes: [String], _ layout: LayersLayout, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let line = layout.mapTitle
    let start = theme.glyphs.fit(left, line.width)
    canvas.write(start, in: line, style: theme.title)
    let room = line.width - start.columns - 2
    let shown = notes.map(theme.glyphs.show)
    guard room >= 4, let note = shown.first(where: { $0.columns <= room }) ?? shown.last else {
      return
    }
    let end = theme.glyphs.fit(note, room)
    canvas.write(end, atEndOf: line, style: theme.label)
  }
}
