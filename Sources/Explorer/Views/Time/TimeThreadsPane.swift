import Analysis
import TerminalUI
import TextFormats

/// The same pass with one thread and with more, side by side.
enum TimeThreadsPane {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let machine = state.time.machine else {
      MachineAbsent.draw(state, in: rect.inset(top: 1), theme, on: &canvas)
      return
    }
    let entries = ThreadScaling(machine.passes).entries
    let longest = entries.map(\.timing.median).max() ?? 0
    let used = TimeTable(
      name: "threads", nameWidth: 11,
      columns: [
        TimeTable.Column(title: "min ms", width: 6, rank: 3),
        TimeTable.Column(title: "median", width: 6, rank: 0),
        TimeTable.Column(title: "p95", width: 6, rank: 4),
        TimeTable.Column(title: "speed-up", width: 8, rank: 1),
        TimeTable.Column(title: "efficiency", width: 10, rank: 2),
      ],
      rows: entries.map { entry in
        TimeTable.Row(
          name: TimeNumbers.threads(entry.threads),
          cells: [
            TimeNumbers.milliseconds(entry.timing.minimum),
            TimeNumbers.milliseconds(entry.timing.median),
            TimeNumbers.milliseconds(entry.timing.p95),
            entry.speedup.map { Numbers.fixed($0, 2) + "×" } ?? "",
            entry.efficiency.map(Numbers.percent) ?? "",
          ], bar: longest > 0 ? entry.timing.median / longest : 0,
          isMarked: entry.threads == machine.threads)
      }
    ).draw(in: rect, theme, on: &canvas)
    drawNote(
      state, machine.threads, entries.first?.timing.runs ?? 0,
      isImplausible: entries.contains(where: \.isImplausible), rect.row(used), theme, &canvas)
  }

  private static func drawNote(
    _ state: State, _ threads: Int, _ runs: Int, isImplausible: Bool, _ line: Rect, _ theme: Theme,
    _ canvas: inout Canvas
  ) {
    let doubt = [
      "more than its threads can be: one thread was disturbed, H measures again",
      "one thread was disturbed: H again",
    ]
    let choices =
      (isImplausible ? doubt : []) + [
        "\(runs) passes each; the explorer runs with \(TimeNumbers.threads(threads))",
        "\(runs) passes each", "",
      ]
    let text = choices.first { $0.count <= line.width } ?? ""
    canvas.write(text, in: line, style: theme.label)
  }
}

/// The text where the machine was not measured yet.
enum MachineAbsent {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let text: String
    if let probing = state.time.probing {
      text = "measuring the machine: step \(probing.done) of \(probing.of), H stops it"
      let bar = theme.glyphs.bar(
        Double(probing.done) / Double(max(1, probing.of)), width: min(60, rect.width))
      canvas.write(bar, x: rect.x, y: rect.y + 3, style: theme.bar, clip: rect)
    } else {
      let most = TimeNumbers.threads(state.model.availableThreads)
      text =
        "the machine is not measured yet: H measures what it multiplies and reads at most, and "
        + "the pass with 1 to \(most)"
    }
    canvas.write(wrapped: text, in: rect, style: theme.label)
  }
}
