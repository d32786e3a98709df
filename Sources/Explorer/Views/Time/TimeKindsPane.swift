import Analysis
import TerminalUI
import TextFormats

/// A bar for all layers of a kind together.
enum TimeKindsPane {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let kinds = KindTime.all(network: state.network, timings: state.layerTimings)
    guard !kinds.isEmpty else {
      Placeholder.draw(state, answer: "the kinds come", in: rect.inset(top: 1), theme, on: &canvas)
      return
    }
    let longest = kinds.map(\.nanoseconds).max() ?? 0
    let hasPeak = state.time.peak != nil
    let used = TimeTable(
      name: "kind", nameWidth: 15,
      columns: [
        TimeTable.Column(title: "layers", width: 6, rank: 5),
        TimeTable.Column(title: "ms", width: 6, rank: 0),
        TimeTable.Column(title: "share", width: 5, rank: 1),
        TimeTable.Column(title: "GMAC/s", width: 6, rank: 2),
        TimeTable.Column(title: "peak", width: hasPeak ? 5 : 0, rank: 3),
        TimeTable.Column(title: "MAC/B", width: 5, rank: 4),
        TimeTable.Column(title: "bytes", width: 8, rank: 6),
      ],
      rows: kinds.map { row($0, longest, state) },
      totals: [
        TimeTable.Row(
          name: TimeTable.sumName,
          cells: [
            "\(state.network.layers.count)",
            TimeNumbers.milliseconds(kinds.reduce(0) { $0 + $1.nanoseconds }),
            TimeNumbers.share(1),
          ])
      ]
    ).draw(in: rect, theme, on: &canvas)
    TimeLayersPane.drawNote(state, in: rect.row(used), theme, on: &canvas)
  }

  private static func row(_ kind: KindTime, _ longest: Double, _ state: State) -> TimeTable.Row {
    let intensity =
      kind.macs > 0 && kind.minimumBytes > 0
      ? Double(kind.macs) / Double(kind.minimumBytes) : nil
    return TimeTable.Row(
      name: kind.kind.rawValue,
      cells: [
        "\(kind.layers)", TimeNumbers.milliseconds(kind.nanoseconds), TimeNumbers.share(kind.share),
        TimeNumbers.rate(kind.gmacPerSecond),
        TimeNumbers.share(kind.gmacPerSecond, ofPeak: state.time.peak),
        TimeNumbers.intensity(intensity),
        kind.minimumBytes > 0 ? Numbers.bytes(kind.minimumBytes) : "",
      ], bar: TimeNumbers.bar(kind.nanoseconds, of: longest, TimeNumbers.milliseconds))
  }
}
