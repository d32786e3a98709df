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
    let times = LayerTimes(
      medians: state.network.layers.indices.map { state.timing(of: $0..<$0 + 1)?.median ?? 0 })
    let totals = totals(state, times, height: rect.height)
    let why = totals.count > 1 ? Self.why.filter { $0.count <= rect.width }.prefix(1) : []
    // Heads and notes take a line each.
    let visible = state.visibleRows(
      height: max(1, rect.height - 2 - totals.count - why.count))
    for (index, row) in visible.enumerated() {
      canvas.onPress(rect.row(index + 1)) { $0.pointAt(row) }
    }
    let hasPeak = state.time.peak != nil
    let isRepeated = state.time.window.count > 0
    let used = TimeTable(
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
      rows: visible.map { self.row($0, state, longest, times) }, totals: totals
    ).draw(in: rect, theme, on: &canvas)
    canvas.write(why, in: rect.row(used), theme, style: theme.label)
    drawNote(state, in: rect.row(used + why.count), theme, on: &canvas)
  }

  /// The reason why the sum of layers is not the time of a whole pass.
  private static let why = [
    "medians don't add up: in each pass, other layers are the slow ones",
    "medians don't add up",
  ]

  /// The sum of the layers' medians, of which shares are; and the time of whole passes, which is
  /// another number. Where there is little room, the latter.
  private static func totals(_ state: State, _ times: LayerTimes, height: Int) -> [TimeTable.Row] {
    let all = state.network.layers.indices
    guard let whole = state.time.window.total else {
      return [
        TimeTable.Row(name: TimeTable.sumName, cells: cells(state.totalTiming, all, state, times))
      ]
    }
    var cells = cells(whole, all, state, times)
    let sum = ["", TimeNumbers.milliseconds(times.sum), "", cells[3]]
    cells[3] = ""
    let rows = [
      TimeTable.Row(name: TimeTable.sumName, cells: sum),
      TimeTable.Row(name: "whole pass", cells: cells),
    ]
    return height < 12 ? [rows[1]] : rows
  }

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
  static func drawNote(
    _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let threads = TimeNumbers.threads(state.model.threads)
    let choices: [String]
    if let peak = state.time.peak {
      let rate = "peak \(Numbers.fixed(peak, 1)) GMAC/s"
      choices = [
        "\(rate) in registers, \(threads), \(state.model.kernels); Winograd, which multiplies less, "
          + "and padding, which is not computed, may pass it",
        "\(rate), \(threads), \(state.model.kernels); Winograd and padding may pass it",
        "\(rate), \(threads); Winograd and padding may pass it", rate,
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
