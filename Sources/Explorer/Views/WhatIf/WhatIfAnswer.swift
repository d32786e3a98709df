import Analysis
import SqueezeNet
import TerminalUI
import TextFormats

/// The strongest classes before a what-if and after it, in percent, with the change.
enum WhatIfAnswer {
  /// - Returns: Lines used, an empty one at the end where there is room among them.
  static func draw(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) -> Int {
    let changes = state.whatIfChanges
    // At least three lines stay for the list of what is off.
    let shown = max(1, min(changes.count, rect.height - 5))
    let columns = Columns(width: rect.width)
    let heads = rect.row(0)
    canvas.fill(heads, with: Cell(" ", theme.heads))
    canvas.write(columns.before == nil ? "%" : "percent", in: heads, style: theme.heads)
    for (offset, width, text) in [
      (columns.ranks, 9, "rank"), (columns.before, 6, "before"),
      (columns.after, 6, "after"), (columns.change, 7, "change"),
    ] {
      guard let offset else { continue }
      canvas.write(text.rightAligned(to: width), in: heads, x: heads.x + offset, style: theme.heads)
    }
    for (row, change) in changes.prefix(shown).enumerated() {
      draw(
        change, state.network.classes[change.classIndex], columns, in: rect.row(row + 1), theme,
        on: &canvas)
    }
    return min(rect.height, shown + 2)
  }

  private static func draw(
    _ change: PredictionChange, _ name: String, _ columns: Columns, in line: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    canvas.write(theme.glyphs.fit(name, columns.name), in: line)
    func write(_ text: String, _ offset: Int?, _ width: Int, _ style: Style = .plain) {
      guard let offset else { return }
      canvas.write(
        theme.glyphs.show(text).rightAligned(to: width), in: line, x: line.x + offset, style: style)
    }
    let (before, after) = (change.rankBefore, change.rankAfter)
    write(before == after ? "\(before)" : "\(before) → \(after)", columns.ranks, 9)
    write(percent(change.before), columns.before, 6)
    write(percent(change.after), columns.after, 6, theme.title)
    write((change.change > 0 ? "+" : "") + percent(change.change), columns.change, 7)
  }

  private static func percent(_ share: Float) -> String {
    share.isFinite ? Numbers.fixed(Double(share) * 100, 2) : "NaN"
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
