import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

/// What the marked part of a value is computed from: patch × kernel = products, a pooling's window,
/// the map of an average, the photo around a pixel.
enum ValuePicture {
  static func draw(
    _ trace: ValueTrace, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard rect.height > 1, trace.parts.indices.contains(state.markedPart) else { return }
    let part = trace.parts[state.markedPart]
    switch trace.operation {
    case nil: drawPhoto(trace, state, in: rect, theme, on: &canvas)
    case .convolution: drawProducts(part, trace, state, in: rect, theme, on: &canvas)
    case .maxPooling, .globalAveragePooling:
      var tile = Tile(
        label: trace.operation?.kernel == nil ? "its map" : "window", values: window(trace),
        columns: trace.window.columns.count)
      tile.marked = place(of: part, trace)
      tile.draw(state, in: rect, theme, on: &canvas)
    default: break
    }
  }

  private static func drawProducts(
    _ part: ValueTrace.Part, _ trace: ValueTrace, _ state: State, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let columns = trace.window.columns.count
    let products = zip(part.inputs, part.weights).map { value, weight in value.map { $0 * weight } }
    let width = max(1, (rect.width - 6) / 3)
    let name = state.model.name(of: part, in: trace)
    for (place, (label, values)) in [
      ("patch of \(name)", part.inputs), ("kernel", part.weights.map { $0 }),
      ("products", products),
    ].enumerated() {
      let area = Rect(
        x: rect.x + place * (width + 3), y: rect.y, width: width, height: rect.height
      ).intersection(rect)
      var tile = Tile(label: label, values: values, columns: columns)
      tile.marked = self.place(of: part, trace)
      tile.draw(state, in: area, theme, on: &canvas)
      guard place < 2 else { continue }
      let sign = Rect(x: area.right, y: rect.y + 1 + (rect.height - 1) / 2, width: 3, height: 1)
      canvas.write(place == 0 ? " \(theme.glyphs.times) " : " = ", in: sign, style: theme.key)
    }
  }

  /// The values of a window by place, nil in the padding.
  private static func window(_ trace: ValueTrace) -> [Float?] {
    var values = [Float?](repeating: nil, count: trace.window.area)
    for part in trace.parts {
      if let place = place(of: part, trace) { values[place] = part.inputs.first ?? nil }
    }
    return values
  }

  /// The place in the window that a part's largest term reads.
  private static func place(of part: ValueTrace.Part, _ trace: ValueTrace) -> Int? {
    guard let source = part.source, trace.window.rows.contains(source.row),
      trace.window.columns.contains(source.column)
    else { return nil }
    return (source.row - trace.window.rows.lowerBound) * trace.window.columns.count
      + source.column - trace.window.columns.lowerBound
  }

  /// The photo as the network sees it, a frame around the pixel.
  private static func drawPhoto(
    _ trace: ValueTrace, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let image = state.loadedImage.map(state.seen) else { return }
    let size = state.network.size
    PhotoView.drawPixels(image, size: size, glyphs: state.map.glyphs, theme, in: rect, on: &canvas)
    PhotoFrame(rows: trace.window.rows, columns: trace.window.columns, size: size).draw(
      MapStyle(state.map.glyphs, .grey, theme), in: rect, theme, on: &canvas)
  }
}

/// Values in a grid: as numbers on their colours where these have room, else as a small map.
private struct Tile {
  let label: String
  let values: [Float?]
  let columns: Int
  /// The place of the largest term.
  var marked: Int?

  func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    canvas.write(theme.glyphs.fit(label, rect.width), in: rect, style: theme.label)
    let area = rect.inset(top: 1)
    guard columns > 0, area.height > 0,
      let map = FeatureMap(
        height: values.count / columns, width: columns, values: values.map { $0 ?? 0 })
    else { return }
    let style = MapStyle(state.map.glyphs, state.map.colormap, signed: map.minimum < 0, theme)
    let scale = Scale(ValueRange(of: map), style)
    let cell = min(9, area.width / columns)
    if cell >= 5, map.height <= area.height {
      for (place, value) in values.enumerated() {
        let box = Rect(
          x: area.x + place % columns * cell, y: area.y + place / columns, width: cell, height: 1)
        let text = value.map { Numbers.value(Double($0), within: cell - 1) ?? "~" } ?? "pad"
        var look =
          value == nil ? theme.label : MapNumbers.textStyle(map.values[place], scale, style.colors)
        if place == marked { look.attributes.formUnion([.bold, .underline]) }
        canvas.write(text.rightAligned(to: cell - 1), in: box, style: look)
      }
      return
    }
    // Two samples a value where it has a whole line, so that it is about square.
    let isDouble = style.isHalfBlocks && area.width >= 2 * columns && area.height >= map.height
    let samples = style.samples(in: area)
    let factor = isDouble ? 2 : 1
    guard
      let fitted = FittedMap(
        map,
        samples: (min(samples.width, columns * factor), min(samples.height, map.height * factor)),
        .mean)
    else { return }
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
  }
}
