import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

/// The weights of an output channel of a 1×1 convolution, one for each channel that it reads: at the
/// left by number as a picture, at the right as a list.
enum FilterWeightsView {
  struct Places {
    let picture: Rect
    let heads: Rect
    let list: Rect

    init(_ places: FiltersView.Places) {
      let body = places.grid
      // The picture stands at the left, where the kernels of other layers are, too.
      let width = places.layout.panelWidth
      picture = Rect(x: body.x, y: body.y, width: width, height: width > 0 ? body.height : 0)
      let x = width > 0 ? picture.right + 2 : body.x
      heads = Rect(x: x, y: body.y, width: places.layout.tileWidth, height: min(1, body.height))
      list = Rect(
        x: x, y: body.y + 1, width: places.layout.tileWidth,
        height: min(places.layout.lines, body.height - 1))
    }
  }

  static func draw(
    _ state: State, _ reach: Float, _ places: FiltersView.Places, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    guard let incoming = state.incoming else { return }
    let places = Places(places)
    drawList(state, incoming, places, theme, on: &canvas)
    guard !places.picture.isEmpty else { return }
    let codebook = FilterWords.codebook(state)
    let picture = places.picture.inset(bottom: codebook.isEmpty ? 0 : codebook.count + 1)
    WeightStrip(state, incoming).draw(state, reach, in: picture, theme, on: &canvas)
    canvas.write(codebook, in: places.picture.inset(top: picture.height + 1), theme)
  }

  private static func drawList(
    _ state: State, _ incoming: IncomingChannels, _ places: Places, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let order = state.filterOrder
    let nameWidth = min(
      places.list.width - 16, (order.map { FilterWords.source(of: $0, state).count }.max() ?? 0))
    let bar = nameWidth + 18
    canvas.fill(places.heads, with: Cell(" ", theme.heads))
    canvas.write(
      " " + "reads".padded(to: nameWidth) + "  weight  share", in: places.heads, style: theme.heads)
    let largest = incoming.norms.max() ?? 0
    let first = state.firstFilterLine
    for (row, input) in order.dropFirst(first).prefix(places.list.height).enumerated() {
      let line = places.list.row(row)
      let isMarked = first + row == state.filters.place
      canvas.onPress(line) { $0.pressFilter(at: first + row) }
      let name = theme.glyphs.fit(FilterWords.source(of: input, state), nameWidth)
      let weight = incoming.sums[input]
      let text =
        (isMarked ? String(theme.glyphs.running) : " ") + name.padded(to: nameWidth)
        + Numbers.signed(weight).rightAligned(to: 8)
        + FilterWords.share(incoming.share(input)).rightAligned(to: 7)
      canvas.write(text, in: line, style: isMarked ? theme.title : .plain)
      if isMarked {
        canvas.select(line.inset(right: max(0, line.width - bar + 1)))
      }
      let width = line.width - bar
      canvas.write(
        theme.glyphs.bar(largest > 0 ? abs(weight) / largest : 0, width: width), in: line,
        x: line.x + bar, style: weight < 0 ? theme.bar : theme.answer)
    }
  }
}

/// The weights by number, row by row; those of either half of a fire block apart.
struct WeightStrip {
  private struct Part {
    let name: String
    let inputs: Range<Int>
    /// Of the squares of all weights, 0 … 1.
    let share: Double
  }
  private let parts: [Part]
  private let weights: [Float]

  init(_ state: State, _ incoming: IncomingChannels) {
    weights = incoming.sums.map { Float($0) }
    var parts: [Part] = []
    var start = 0
    func layer(_ input: Int) -> Int? {
      if case .convolution(let layer, _) = state.origin(ofInput: input) { layer } else { nil }
    }
    while start < weights.count {
      let source = layer(start)
      let end = (start..<weights.count).first { layer($0) != source } ?? weights.count
      parts.append(
        Part(
          name: source.flatMap { state.network.layer(at: $0)?.name } ?? "",
          inputs: start..<end, share: (start..<end).reduce(0) { $0 + incoming.share($1) }))
      start = end
    }
    self.parts = parts
  }

  /// Weights beside each other, and samples along each side of one: as large as it fits.
  private func shape(in rect: Rect, _ style: MapStyle) -> (columns: Int, factor: Int) {
    let samples = style.samples(in: rect)
    var best = (columns: max(1, samples.width), factor: 1)
    for columns in [8, 16, 32, 64, 128] where columns <= samples.width {
      for factor in 1...max(1, min(4, samples.width / columns)) {
        let height = parts.reduce(0) {
          let rows = ($1.inputs.count + columns - 1) / columns
          return $0 + 2 + style.cells(width: 1, height: rows * factor).height
        }
        if height - 1 <= rect.height, factor >= best.factor { best = (columns, factor) }
      }
    }
    return best
  }

  func draw(_ state: State, _ reach: Float, in rect: Rect, _ theme: Theme, on canvas: inout Canvas)
  {
    let style = FiltersView.style(state, theme)
    let scale = FiltersView.scale(of: nil, state, reach, style)
    let (columns, factor) = shape(in: rect, style)
    var y = rect.y
    for part in parts {
      let share = parts.count > 1 ? "  \(Numbers.percent(part.share))" : ""
      let heading = "\(part.name)\(share)"
      canvas.write(
        theme.glyphs.fit(heading, rect.width), x: rect.x, y: y,
        style: theme.label, clip: rect)
      let rows = (part.inputs.count + columns - 1) / columns
      let values = Array(weights[part.inputs])
      let filled = values + Array(repeating: 0, count: rows * columns - values.count)
      let area = Rect(x: rect.x, y: y + 1, width: rect.width, height: rect.bottom - y - 1)
        .intersection(rect)
      if let map = FeatureMap(height: rows, width: columns, values: filled),
        let fitted = FittedMap(
          map, samples: (columns * factor, rows * factor), .mean, count: values.count)
      {
        Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
        if let input = state.markedInput, part.inputs.contains(input), state.overlay == nil {
          let (row, column) = (input - part.inputs.lowerBound).quotientAndRemainder(
            dividingBy: columns)
          let cell = style.cell(
            x: column * factor + factor / 2, y: row * factor + factor / 2)
          let point = Point(x: area.x + cell.x, y: area.y + cell.y)
          if area.contains(x: point.x, y: point.y) { canvas.cursor = point }
        }
      }
      y += 2 + style.cells(width: 1, height: rows * factor).height
    }
  }
}
