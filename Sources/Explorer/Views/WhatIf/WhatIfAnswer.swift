import Analysis
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// The answer after a what-if in one line, and the strongest classes before it and after it, in
/// percent, with the change: the strongest after first, each with a bar where there is room.
enum WhatIfAnswer {
  /// - Returns: Lines used, an empty one at the end where there is room among them.
  static func draw(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) -> Int {
    let changes = state.whatIfChanges
    let headlines = WhatIfReport.headlines(changes, state.network.classes)
    canvas.write(theme.glyphs.fit(headlines, rect.width), in: rect, style: theme.title)
    let linesEach = rect.height >= 16 ? 2 : 1
    // At least three lines stay for the list of what is off.
    let shown = max(1, min(changes.count, (rect.height - 6) / linesEach))
    let columns = Columns(width: rect.width)
    let heads = rect.row(1)
    canvas.fill(heads, with: Cell(" ", theme.heads))
    let marks = marks(theme)
    let legend = linesEach == 1 ? "%" : "\(marks.before) was  \(marks.after) is"
    canvas.write(legend, in: heads, style: theme.heads)
    for (offset, width, text) in [
      (columns.ranks, 9, "rank"), (columns.before, 6, "before"),
      (columns.after, 6, "after"), (columns.change, 7, "change"),
    ] {
      guard let offset else { continue }
      canvas.write(text.rightAligned(to: width), in: heads, x: heads.x + offset, style: theme.heads)
    }
    for (row, change) in changes.prefix(shown).enumerated() {
      let line = rect.row(2 + row * linesEach)
      draw(
        change, state.network.classes[change.classIndex], columns, isFirst: row == 0, in: line,
        theme, on: &canvas)
      if linesEach == 2 {
        drawBars(change, in: rect.row(3 + row * linesEach), theme, on: &canvas)
      }
    }
    return min(rect.height, shown * linesEach + 3)
  }

  private static func draw(
    _ change: PredictionChange, _ name: String, _ columns: Columns, isFirst: Bool, in line: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    canvas.write(
      theme.glyphs.fit(name, columns.name), in: line, style: isFirst ? theme.title : .plain)
    func write(_ text: String, _ offset: Int?, _ width: Int, _ style: Style = .plain) {
      guard let offset else { return }
      canvas.write(
        theme.glyphs.show(text).rightAligned(to: width), in: line, x: line.x + offset, style: style)
    }
    let (before, after) = (change.rankBefore, change.rankAfter)
    write(before == after ? "\(before)" : "\(before) → \(after)", columns.ranks, 9, theme.label)
    write(percent(change.before), columns.before, 6)
    write(percent(change.after), columns.after, 6, isFirst ? theme.value : .plain)
    write((change.change > 0 ? "+" : "") + percent(change.change), columns.change, 7)
  }

  private static func percent(_ share: Float) -> String {
    guard share > 0, share < 1 else { return Numbers.fixed(Double(share) * 100, 2) }
    return String(Numbers.probability(share).dropLast())
  }

  /// The characters of what both shares reach, and only one: told apart without colours, too.
  private static func marks(_ theme: Theme) -> (
    both: Character, before: Character, after: Character
  ) { theme.unicode ? ("█", "▀", "▄") : ("#", "-", "+") }

  /// Both shares on one line: the upper half of each cell before, the lower half after.
  private static func drawBars(
    _ change: PredictionChange, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    func length(_ share: Float) -> Int {
      guard share.isFinite, share > 0 else { return 0 }
      return max(1, min(line.width, Int((share * Float(line.width)).rounded())))
    }
    let (before, after) = (length(change.before), length(change.after))
    let marks = marks(theme)
    for x in 0..<max(before, after) where line.contains(x: line.x + x, y: line.y) {
      let cell =
        x >= after
        ? Cell(marks.before, theme.bar)
        : x >= before ? Cell(marks.after, theme.answer) : Cell(marks.both, theme.answer)
      canvas[line.x + x, line.y] = cell
    }
  }

  /// Offsets from the line's start; nil for what has no room.
  private struct Columns {
    let name: Int
    let ranks: Int?
    let before: Int?
    let after: Int?
    let change: Int?

    init(width: Int) {
      change = width - 7
      after = width - 14
      before = width >= 30 ? width - 21 : nil
      ranks = width >= 46 ? width - 31 : nil
      name = max(1, (ranks ?? before ?? width - 14) - 1)
    }
  }
}
