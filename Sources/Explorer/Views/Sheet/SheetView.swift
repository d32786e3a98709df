import Analysis
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let sheet: View = View(
    "sheet", letter: "s", title: "contact sheet",
    summary: "all channels of the layer as small maps, sorted",
    introductions: (
      "arrows choose a map, o sorts, Enter enlarges, Esc back",
      "o sorts, Enter: large"
    ),
    heading: "The contact sheet", exports: [.sheet, .map, .overlay],
    commandWords: { $0.sheetWords },
    commands: { [CommandTable.sheetCommands] },
    keepInRange: { if $0.view == .sheet { $0.sheet.scroll = $0.firstSheetLine } },
    fetch: { $0.fetchLosses() },
    draw: SheetView.draw(_:in:_:on:))
}

/// All channels of the selected layer as small maps: a title, the maps, the selected one in words.
enum SheetView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard state.selectedLayer != nil else { return }
    let name = state.network.fullName(of: state.table.selection)
    guard let held = state.selectedHeld else {
      return Placeholder.draw(state, title: name, in: rect, theme, on: &canvas)
    }
    let layout = state.sheetLayout
    let channels = state.sheetChannels
    let style = MapStyle(state, theme)
    var shrunk = ""
    var selected: Scale?
    let first = state.firstSheetLine * layout.columns
    let end = min(channels.count, first + layout.columns * layout.lines)
    for place in first..<end {
      let tile = self.tile(place - first, layout, in: rect)
      let channel = channels[place]
      canvas.onPress(tile) { state in
        if channel == state.map.channel {
          state.enlargeMap()
        } else {
          state.choose(channel: channel)
        }
      }
      let map = held.map(.channel, channel: channel)
      drawLabel(channel, state, held, in: tile.row(0), theme, on: &canvas)
      let area = tile.inset(top: 1)
      guard let fitted = FittedMap(map, samples: style.samples(in: area), .mean) else { continue }
      shrunk = fitted.notes.first ?? ""
      let scale = Scale(state, of: fitted.map, style)
      if channel == state.map.channel { selected = scale }
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: area)
    }
    let range = ChannelList.seen(first..<end, byNumber: state.sheet.order == .index)
    let scaling = state.map.scaling.words
    Title.draw(
      state.sheetOrderWords.map { "\(name)  \($0)" } + [name],
      [
        [shrunk, scaling, "\(range) of \(channels.count)"].filter { !$0.isEmpty }
          .joined(separator: "  "), "\(range) of \(channels.count)", range,
      ], in: rect.row(0), theme, on: &canvas)
    drawSelected(
      state, held, selected, style, in: rect.row(rect.height - 1), theme, on: &canvas)
  }

  /// Returns the place of the `index`th map that is seen, its label included.
  static func tile(_ index: Int, _ layout: SheetLayout, in rect: Rect) -> Rect {
    Rect(
      x: rect.x + index % layout.columns * (layout.mapWidth + layout.gap),
      y: rect.y + 1 + index / layout.columns * layout.lineHeight,
      width: layout.mapWidth, height: layout.mapHeight + 1
    ).intersection(rect.inset(top: 1, bottom: 1))
  }

  private static func drawLabel(
    _ channel: Int, _ state: State, _ held: HeldActivation, in line: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let isSelected = channel == state.map.channel
    let number = (isSelected ? String(theme.glyphs.running) : " ") + "\(channel)"
    let score = state.channelAttributions.flatMap {
      $0.indices.contains(channel) ? $0[channel] : nil
    }
    let value =
      score.map { Numbers.signed($0) }
      ?? value(of: channel, by: state.sheet.order, held.statistics)
    let style = isSelected ? theme.title : Style.plain
    canvas.write(number, in: line, style: style)
    if number.count + 1 + value.count <= line.width {
      canvas.write(value, atEndOf: line, style: isSelected ? style : theme.label)
    }
    if isSelected { canvas.select(line) }
  }

  /// Returns the figure that the order goes by; in the order of the numbers the maximum.
  static func value(of channel: Int, by order: ChannelOrder, _ figures: ChannelStatistics) -> String
  {
    guard figures.means.indices.contains(channel) else { return "" }
    return switch order {
    case .mean: Numbers.value(figures.means[channel])
    case .variance: Numbers.value(figures.variances[channel])
    case .zeros: Numbers.percent(figures.zeroShare(channel))
    default: Numbers.value(Double(figures.maxima[channel]))
    }
  }

  private static func drawSelected(
    _ state: State, _ held: HeldActivation, _ scale: Scale?, _ style: MapStyle, in line: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let figures = held.statistics
    let channel = state.map.channel
    guard figures.means.indices.contains(channel) else { return }
    let name = state.shownChannelClass.map { " \($0)" } ?? ""
    let parts =
      [theme.glyphs.show("channel \(channel)\(name)")]
      + (state.attributionWords(ofChannel: channel).map { [$0] } ?? []) + [
        "mean \(Numbers.value(figures.means[channel]))",
        "max \(Numbers.value(Double(figures.maxima[channel])))",
        "\(Numbers.percent(figures.zeroShare(channel))) zeros",
        "variance \(Numbers.value(figures.variances[channel]))",
      ]
    let legendWidth = line.width >= 70 ? 24 : line.width / 3
    let room = line.width - legendWidth - 3
    let text = (1...parts.count).map { parts.prefix($0).joined(separator: "  ") }
      .last { $0.count <= room }
    let end = canvas.write(parts[0], in: line, x: line.x + 1, style: theme.value)
    canvas.write(String((text ?? "").dropFirst(parts[0].count)), in: line, x: end)
    let area = Rect(x: line.right - legendWidth, y: line.y, width: legendWidth, height: line.height)
    let map = held.map(.channel, channel: channel)
    if let word = map.word {
      canvas.write(theme.glyphs.show(word), in: area)
      return
    }
    guard let scale else { return }
    Heatmap.drawLegend(scale: scale, style: style, on: &canvas, in: area)
  }
}
