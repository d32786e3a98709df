import Analysis
import Exports
import Heatmaps
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let filters: View = View(
    "filters", letter: "k", title: "filters",
    summary: "what a channel looks for, and which channels it watches",
    introductions: (
      "arrows mark a kernel, [ ] channels, Enter goes upstream",
      "arrows, Enter: before"
    ),
    heading: "Filters", exports: [.kernels, .filters],
    commandWords: { $0.filterWords },
    commands: { [CommandTable.filterCommands] },
    keepInRange: { $0.keepFiltersInRange() },
    draw: FiltersView.draw(_:in:_:on:))
}

extension ExportKind {
  static let filters = ExportKind(
    name: "filters", letter: "n", help: "which channels a channel watches as .csv, .json, .txt",
    title: { "numbers: what \($0.kernelsTitle) watches" },
    problem: { $0.kernelsProblem },
    content: { state in
      guard let output = state.shownOutput, let convolution = state.shownConvolution else {
        return nil
      }
      let network = state.network
      let isWhole = state.filterPicture == .colors
      let channels = isWhole ? Array(0..<convolution.outputChannels) : [output.channel]
      return .numbers(
        [network.architecture.name, NamePart.layer(output.layer, network)]
          + (isWhole ? [] : [NamePart.channel(output.channel)]) + ["filters"],
        isOfPhoto: false
      ) { try FiltersReport($0, layer: output.layer, channels: channels) }
    })
}

/// The kernels that compute the selected channel: a title, a grid of kernels or a list of weights,
/// the marked one large and in words.
enum FiltersView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let output = state.shownOutput, let layer = state.network.layer(at: output.layer),
      let picture = state.filterPicture
    else { return }
    guard state.incoming != nil, let reach = state.filterReach else {
      Title.draw(["\(layer.name)  kernels"], [], in: rect.row(0), theme, on: &canvas)
      canvas.write(
        "no weights here: only the shapes of this network are known", x: rect.x + 1, y: rect.y + 2,
        style: theme.label, clip: rect)
      return
    }
    let layout = state.filtersLayout
    let order = state.filterOrder
    let first = state.firstFilterLine * layout.columns
    let seen = first..<max(first, min(order.count, first + layout.columns * layout.lines))
    Title.draw(
      FilterWords.titles(state, output, layer, picture),
      FilterWords.notes(state, picture, seen, of: order.count), in: rect.row(0), theme, on: &canvas)
    let places = Places(layout, in: rect)
    switch picture {
    case .weights:
      FilterWeightsView.draw(state, reach, places, theme, on: &canvas)
    case .colors, .kernels:
      for place in seen {
        let tile = places.tile(place - first)
        let isMarked = place == state.filterPlace
        canvas.onPress(tile) { $0.pressFilter(at: place) }
        drawLabel(order[place], picture, state, isMarked, in: tile.row(0), theme, on: &canvas)
        draw(order[place], picture, state, reach, in: tile.inset(top: 1), theme, on: &canvas)
      }
      FilterPanel.draw(state, output, picture, reach, in: places.panel, theme, on: &canvas)
    }
    drawBottom(state, picture, reach, in: places.bottom, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let layout: FiltersLayout
    let grid: Rect
    let panel: Rect
    let bottom: Rect

    init(_ layout: FiltersLayout, in rect: Rect) {
      self.layout = layout
      let panelSpace = layout.panelWidth > 0 ? layout.panelWidth + 2 : 0
      grid = rect.inset(left: 1, top: 1, right: panelSpace + 1, bottom: 1)
      panel =
        layout.panelWidth > 0
        ? Rect(
          x: rect.right - layout.panelWidth - 1, y: rect.y + 1, width: layout.panelWidth,
          height: rect.height - 2)
        : Rect(x: rect.x, y: rect.y, width: 0, height: 0)
      bottom = rect.row(rect.height - 1).inset(left: 1, right: 1)
    }

    /// Of the `index`th kernel that is seen, its label included.
    func tile(_ index: Int) -> Rect {
      Rect(
        x: grid.x + index % layout.columns * (layout.tileWidth + layout.gap),
        y: grid.y + index / layout.columns * layout.lineHeight, width: layout.tileWidth,
        height: layout.tileHeight + 1
      ).intersection(grid)
    }
  }

  private static func drawLabel(
    _ channel: Int, _ picture: FilterPicture, _ state: State, _ isMarked: Bool, in line: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let style = isMarked ? theme.title : Style.plain
    var name = "\(channel)"
    if picture == .kernels, state.inputColors != nil {
      name = KernelColors.name(ofPlane: channel, state)
      // Where mark, name and `100%` don't fit.
      if line.width < 11 { name = name.prefix(1).uppercased() }
    }
    let number = (isMarked ? String(theme.glyphs.running) : " ") + name
    canvas.write(number, in: line, style: style)
    if picture == .kernels, let incoming = state.incoming {
      let share = Numbers.percent(incoming.share(channel))
      canvas.write(share, atEndOf: line, style: isMarked ? style : theme.label)
    }
    if isMarked { canvas.select(line) }
  }

  /// One kernel in the top left of its place.
  private static func draw(
    _ channel: Int, _ picture: FilterPicture, _ state: State, _ reach: Float, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let samples = state.filtersLayout.samples
    if picture == .colors {
      let planes = (0..<3).compactMap { kernel(channel, input: $0, state) }
      KernelColors(planes, state, reach: reach)?
        .draw(samples: samples, theme, on: &canvas, in: rect)
    } else if let output = state.shownOutput,
      let map = kernel(output.channel, input: channel, state)
    {
      let style = style(state, theme)
      guard let fitted = FittedMap(map, samples: (samples, samples), .mean) else { return }
      Heatmap.draw(
        fitted, scale: scale(of: map, state, reach, style), style: style, on: &canvas, in: rect)
    }
  }

  /// A k × k kernel of the shown convolution.
  static func kernel(_ channel: Int, input: Int, _ state: State) -> FeatureMap? {
    guard let layer = state.shownOutput.flatMap({ state.network.layer(at: $0.layer) }),
      let side = layer.convolution?.kernel,
      let values = state.model.weights?.kernel(of: layer, channel: channel, input: input)
    else { return nil }
    return FeatureMap(height: side, width: side, values: values)
  }

  static func style(_ state: State, _ theme: Theme) -> MapStyle {
    MapStyle(state.map.glyphs, state.map.colormap, signed: true, theme)
  }

  /// Of signed weights, zero in its middle.
  static func scale(
    of map: FeatureMap?, _ state: State, _ reach: Float, _ style: MapStyle
  ) -> Scale {
    let largest: Float =
      switch (state.filters.ends, map) {
      case (.layer, _): reach
      case (.kernel, let map?): max(map.maximum, -map.minimum)
      case (.channel, _), (.kernel, nil): state.channelReach ?? reach
      }
    return Scale(ValueRange(minimum: -largest, maximum: largest), style)
  }

  /// The marked kernel in words, and the legend.
  private static func drawBottom(
    _ state: State, _ picture: FilterPicture, _ reach: Float, in line: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let legendWidth = line.width >= 68 ? 24 : line.width / 3
    let room = line.width - legendWidth - 2
    let words = theme.glyphs.fit(FilterWords.marked(state, picture), room)
    canvas.write(words, in: line, style: theme.title)
    let area = Rect(x: line.right - legendWidth, y: line.y, width: legendWidth, height: line.height)
    guard picture != .colors else {
      KernelColors.drawLegend(state.filters.ownColors ? nil : reach, theme, on: &canvas, in: area)
      return
    }
    let map = state.markedInput.flatMap { input in
      state.shownOutput.flatMap { kernel($0.channel, input: input, state) }
    }
    let style = style(state, theme)
    Heatmap.drawLegend(
      scale: scale(of: map, state, reach, style), style: style, on: &canvas, in: area)
  }
}
