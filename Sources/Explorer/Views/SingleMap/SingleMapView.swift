import Heatmaps
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  static let singleMap: View = View(
    "map", letter: "m", title: "one map",
    summary: "a channel, value by value, with zoom and histogram",
    introductions: (
      "arrows move the cursor, + enlarges, [ ] other channels",
      "arrows, + zoom, [ ]"
    ),
    heading: "One map", exports: [.map, .overlay, .sheet],
    commandWords: { ["export", "map"] + $0.photoWords + $0.mapWords + ["-o", "map.png"] },
    commands: { [CommandTable.singleMapCommands] },
    keepInRange: { $0.keepSingleMapInRange() },
    draw: SingleMapView.draw(_:in:_:on:))
}

/// One map as large as fits: a cursor with its exact value, a legend, figures and a histogram.
enum SingleMapView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let layer = state.selectedLayer else { return }
    let name = state.network.fullName(of: state.table.selection)
    guard let map = state.featureMap else {
      return Placeholder.draw(state, title: name, in: rect, theme, on: &canvas)
    }
    if layer.isClassVector(in: state.network) {
      let way = layer.operation == .softmax ? "logit → exp → share" : "sorted"
      let title = "\(name)  \(layer.outputShape.channels) classes"
      Title.draw([title], [theme.glyphs.show(way)], in: rect.row(0), theme, on: &canvas)
      ClassBars.draw(
        state, layer, in: rect.inset(left: 1, top: 1, right: 1), theme, on: &canvas)
      return
    }
    let places = Places(state.singleMapLayout, in: rect)
    let style = MapStyle(state, theme)
    guard let shown = Shown(map, state, places.layout) else { return }
    let scaled = shown.fitted.shrunk > 1 ? shown.fitted.map : map
    let scale = Scale(state, of: scaled, style)
    let reduction = MapView.reductionTitle(state, layer)
    Title.draw(
      ["\(name)  \(reduction)", reduction],
      notes(state, shown, map), in: rect.row(0), theme, on: &canvas)
    markValues(layer, state, places, style, on: &canvas)
    Heatmap.draw(shown.fitted, scale: scale, style: style, on: &canvas, in: places.map)
    if shown.fitted.shrunk == 1 {
      MapNumbers.draw(
        shown.fitted, scale: scale, style: style, narrowest: 4, on: &canvas, in: places.map)
    }
    drawPhoto(state, in: places.photo, theme, on: &canvas)
    drawCursor(state, places, style, theme, on: &canvas)
    drawReadout(state, map, in: places.readout, theme, on: &canvas)
    Heatmap.drawLegend(of: map, scale: scale, style: style, on: &canvas, in: places.legend)
    MapFigures.draw(map, state, in: places.panel, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let layout: SingleMapLayout
    /// Above the map, and at its left: they show the cursor's column and row.
    let columnRuler: Rect
    let rowRuler: Rect
    let map: Rect
    /// Empty where the map leaves no room for it.
    let photo: Rect
    let readout: Rect
    let legend: Rect
    let panel: Rect

    init(_ layout: SingleMapLayout, in rect: Rect) {
      self.layout = layout
      map = Rect(x: rect.x + 1, y: rect.y + 2, width: layout.mapWidth, height: layout.mapHeight)
      photo = Rect(
        x: map.right - layout.photoWidth, y: map.y, width: layout.photoWidth, height: map.height)
      columnRuler = Rect(x: map.x, y: rect.y + 1, width: map.width, height: 1)
      rowRuler = Rect(x: rect.x, y: map.y, width: 1, height: map.height)
      readout = Rect(x: rect.x + 1, y: map.bottom, width: map.width, height: 1)
      legend = Rect(x: rect.x + 1, y: map.bottom + 1, width: min(map.width, 60), height: 1)
      panel = Rect(
        x: map.right + 2, y: rect.y + 1, width: layout.panelWidth, height: rect.height - 1)
    }
  }

  /// The part of the map that is seen, fitted to its place.
  private struct Shown {
    let fitted: FittedMap

    init?(_ map: FeatureMap, _ state: State, _ layout: SingleMapLayout) {
      let (top, left) = state.singleMapOrigin
      guard top < map.height, left < map.width,
        let part = map.part(
          rows: top..<min(top + layout.rows, map.height),
          columns: left..<min(left + layout.columns, map.width))
      else { return nil }
      let fitted = FittedMap(
        part,
        samples: (layout.drawnWidth, layout.drawnHeight),
        state.map.reduction == .maximum ? .maximum : .mean)
      guard let fitted else { return nil }
      self.fitted = fitted
    }
  }

  /// Returns the changes that were made to the values, the longest wording first.
  private static func notes(_ state: State, _ shown: Shown, _ map: FeatureMap) -> [String] {
    let size = "\(map.height)×\(map.width)"
    let layout = state.singleMapLayout
    let isPart = layout.rows < map.height || layout.columns < map.width
    let (top, left) = state.singleMapOrigin
    let part =
      isPart
      ? "rows \(top)-\(top + layout.rows - 1), "
        + "columns \(left)-\(left + layout.columns - 1) of \(size)"
      : size
    let made = shown.fitted.notes
    let factor = Double(layout.drawnWidth) / Double(layout.columns)
    let times = Numbers.fixed(
      factor, layout.isUneven && layout.drawnWidth % layout.columns != 0 ? 1 : 0)
    let zoom = made.first ?? (factor > 1 ? "\(times) times" : "one to one")
    let full = "\(part)  \(zoom)"
    // That values were put together is said in any case.
    return ["\(full)  \(state.map.scaling.words)", full]
      + (made.isEmpty ? [part] : ["\(size)  \(made.last ?? "")"])
  }

  /// The photo beside the map, with a frame around what the cursor's value sees.
  private static func drawPhoto(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let image = state.loadedImage, !rect.isEmpty else { return }
    PhotoView.drawPixels(
      state.seen(image), size: state.network.size, glyphs: state.map.glyphs, theme, in: rect,
      on: &canvas)
    guard let region = state.regionUnderCursor else { return }
    PhotoFrame(rows: region.rows, columns: region.columns, size: state.network.size)
      .draw(MapStyle(state.map.glyphs, .grey, theme), in: rect, theme, on: &canvas)
  }

  /// Ticks on both rulers, and the terminal's own cursor on the cell.
  private static func drawCursor(
    _ state: State, _ places: Places, _ style: MapStyle, _ theme: Theme, on canvas: inout Canvas
  ) {
    let layout = places.layout
    let origin = state.singleMapOrigin
    let cell = style.cell(
      x: layout.sample(ofColumn: state.singleMap.column - origin.column),
      y: layout.sample(ofRow: state.singleMap.row - origin.row))
    let point = Point(x: places.map.x + cell.x, y: places.map.y + cell.y)
    guard places.map.contains(x: point.x, y: point.y) else { return }
    canvas[point.x, places.columnRuler.y] = Cell(theme.glyphs.below, theme.key)
    canvas[places.rowRuler.x, point.y] = Cell(theme.glyphs.running, theme.key)
    if state.overlay == nil { canvas.cursor = point }
  }

  /// Place and exact value.
  private static func drawReadout(
    _ state: State, _ map: FeatureMap, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let (row, column) = (state.singleMap.row, state.singleMap.column)
    guard let value = map.value(row: row, column: column) else { return }
    let exact = value.isFinite ? "\(value)" : Numbers.value(Double(value))
    let place = theme.glyphs.fit("row \(row)  column \(column)  ", line.width)
    canvas.write(place, in: line, style: theme.label)
    let x = line.x + "row 000  column 000  ".count
    let end = canvas.write("value ", in: line, x: x, style: theme.label)
    canvas.write(exact, in: line, x: end, style: theme.value)
  }

  /// A press on a value moves the cursor there.
  private static func markValues(
    _ layer: Layer, _ state: State, _ places: Places, _ style: MapStyle, on canvas: inout Canvas
  ) {
    let (layout, shape, origin) = (places.layout, layer.outputShape, state.singleMapOrigin)
    canvas.onPress(places.map) { state, point in
      let samples = style.samples(in: Rect(x: 0, y: 0, width: point.x, height: point.y))
      let row = origin.row + layout.row(ofSample: samples.height)
      let column = origin.column + layout.column(ofSample: samples.width)
      if row < shape.height, column < shape.width {
        (state.singleMap.row, state.singleMap.column) = (row, column)
      }
      return []
    }
  }
}
