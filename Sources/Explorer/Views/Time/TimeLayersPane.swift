import Analysis
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// A bar for each layer or block, with its times.
enum TimeLayersPane {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let longest =
      state.network.tableRows(unfolded: []).compactMap { state.timing(of: $0)?.median }.max() ?? 0
    let visible = state.visibleRows(height: lines(in: rect))
    for (index, row) in visible.enumerated() {
      canvas.onPress(rect.row(index + 1)) { $0.pointAt(row) }
    }
    let times = LayerTimes(
      medians: state.network.layers.indices.map { state.timing(of: $0..<$0 + 1)?.median ?? 0 })
    let hasPeak = state.time.peak != nil
    let isRepeated = state.time.window.count > 0
    var table = TimeTable(
      name: "layer", nameWidth: 14,
      columns: [
        TimeTable.Column(title: "min ms", width: isRepeated ? 6 : 0, rank: 3),
        TimeTable.Column(title: isRepeated ? "median" : "ms", width: 6, rank: 0),
        TimeTable.Column(title: "p95", width: isRepeated ? 6 : 0, rank: 2),
        TimeTable.Column(title: "share", width: 5, rank: 1),
        TimeTable.Column(title: "GMAC/s", width: 6, rank: 4),
        TimeTable.Column(title: "peak", width: hasPeak ? 5 : 0, rank: 5),
        TimeTable.Column(title: "MAC/B", width: 5, rank: 6),
        TimeTable.Column(title: "bytes", width: 8, rank: 7),
      ],
      rows: visible.map { self.row($0, state, longest, times) })
    table.total = TimeTable.Row(
      name: "total",
      cells: cells(state.totalTiming, state.network.layers.indices, state, times))
    let used = table.draw(in: rect, theme, on: &canvas)
    drawNote(state, in: rect.row(used), theme, on: &canvas)
  }

  /// Heads, total and a note take a line each.
  private static func lines(in rect: Rect) -> Int { max(1, rect.height - 3) }

  private static func row(
    _ row: TableRow, _ state: State, _ longest: Double, _ times: LayerTimes
  ) -> TimeTable.Row {
    let timing = state.timing(of: row)
    let summary = state.summary(of: row)
    let fold =
      switch summary.fold {
      case .folded: "+ "
      case .unfolded: "− "
      case .child: "   "
      case .none: "  "
      }
    let layers = state.network.layers(of: row)
    return TimeTable.Row(
      name: fold + summary.name, cells: cells(timing, layers, state, times),
      bar: TimeNumbers.bar(timing?.median ?? 0, of: longest, TimeNumbers.milliseconds),
      isMarked: row == state.table.selection)
  }

  private static func cells(
    _ timing: TimingSummary?, _ range: Range<Int>, _ state: State, _ times: LayerTimes
  ) -> [String] {
    let layers = range.compactMap { state.network.layer(at: $0) }
    let macs = layers.reduce(0) { $0 + $1.macs }
    let bytes = layers.reduce(0) { $0 + $1.minimumBytes }
    let intensity = macs > 0 && bytes > 0 ? Double(macs) / Double(bytes) : nil
    let work = [TimeNumbers.intensity(intensity), bytes > 0 ? Numbers.bytes(bytes) : ""]
    guard let timing else { return Array(repeating: "", count: 6) + work }
    let rate = macs > 0 && timing.median > 0 ? Double(macs) / timing.median : nil
    return [
      TimeNumbers.milliseconds(timing.minimum), TimeNumbers.milliseconds(timing.median),
      TimeNumbers.milliseconds(timing.p95),
      times.sum > 0 ? TimeNumbers.share(times.share(of: range)) : "",
      TimeNumbers.rate(rate), TimeNumbers.share(rate, ofPeak: state.time.peak),
    ] + work
  }

  /// Draws the figures that the columns are measured against.
  private static func drawNote(
    _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let threads = TimeNumbers.threads(state.model.threads)
    let choices: [String]
    if let peak = state.time.peak {
      let rate = "peak \(Numbers.fixed(peak, 1)) GMAC/s"
      choices = [
        "\(rate) in registers, \(threads), \(state.model.kernels); Winograd may pass it; "
          + "shares are of the layers' medians together",
        "\(rate) in registers, \(threads), \(state.model.kernels); Winograd may pass it",
        "\(rate) in registers, \(threads)", rate,
      ]
    } else {
      choices = [
        "t repeats the pass and measures the peak, \(threads), \(state.model.kernels)",
        "t repeats it, measures the peak",
      ]
    }
    guard let text = choices.first(where: { $0.count <= line.width }) else { return }
    canvas.write(text, in: line, style: theme.label)
  }
}
