import TerminalUI
import TextFormats

/// A table with a bar at the end of each line: names at the left, figures in columns, as many as
/// there is room for.
struct TimeTable: Sendable {
  struct Column: Sendable {
    let title: String
    /// 0 leaves the column out.
    let width: Int
    /// Columns of lower rank come first when there is little room.
    let rank: Int
  }
  struct Row: Sendable {
    let name: String
    /// One a column.
    let cells: [String]
    /// Length of the bar, 0 … 1.
    var bar = 0.0
    var isMarked = false
  }
  let name: String
  let nameWidth: Int
  let columns: [Column]
  let rows: [Row]
  /// Below them.
  var totals: [Row] = []

  /// Of the layers' medians, which is not the time of a whole pass.
  static let sumName = "sum of layers"

  /// - Returns: Lines used.
  @discardableResult
  func draw(in rect: Rect, _ theme: Theme, on canvas: inout Canvas) -> Int {
    let shown = shownColumns(width: rect.width)
    let heads = rect.row(0)
    canvas.fill(heads, with: Cell(" ", theme.heads))
    write(
      Row(name: name, cells: columns.map(\.title)), shown, heads, theme.heads, theme, on: &canvas)
    for (index, row) in rows.enumerated() {
      let line = rect.row(index + 1)
      write(row, shown, line, .plain, theme, on: &canvas)
      // A reversed bar would read as its complement.
      if row.isMarked {
        let text = nameWidth + shown.reduce(0) { $0 + columns[$1].width + 1 }
        canvas.select(line.inset(right: line.width - min(text, line.width)))
      }
    }
    for (index, total) in totals.enumerated() {
      write(total, shown, rect.row(rows.count + 1 + index), theme.title, theme, on: &canvas)
    }
    return min(rect.height, rows.count + 1 + totals.count)
  }

  private func shownColumns(width: Int) -> [Int] {
    var used = nameWidth + 1 + (width >= 60 ? 12 : 6)
    var shown: [Int] = []
    let wanted = columns.indices.filter { columns[$0].width > 0 }
    for index in wanted.sorted(by: { columns[$0].rank < columns[$1].rank }) {
      used += columns[index].width + 1
      guard used <= width else { break }
      shown.append(index)
    }
    return shown.sorted()
  }

  private func write(
    _ row: Row, _ shown: [Int], _ line: Rect, _ style: Style, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let name = theme.glyphs.fit(row.name, nameWidth)
    canvas.write(name, in: line, style: style)
    var x = line.x + nameWidth
    for index in shown where row.cells.indices.contains(index) {
      let text = theme.glyphs.show(row.cells[index]).rightAligned(to: columns[index].width + 1)
      canvas.write(text, in: line, x: x, style: style)
      x += columns[index].width + 1
    }
    canvas.write(
      theme.glyphs.bar(row.bar, width: min(60, line.right - x - 1)), in: line, x: x + 1,
      style: theme.bar)
  }
}

/// Times as the tables of this view write them.
enum TimeNumbers {
  /// Milliseconds with three decimals where they are few: layers of some microseconds count, too.
  static func milliseconds(_ nanoseconds: Double) -> String {
    nanoseconds < 99.9995e6
      ? Numbers.fixed(nanoseconds / 1e6, 3) : Numbers.milliseconds(nanoseconds)
  }

  /// Multiply-accumulates for each byte that has to be moved.
  static func intensity(_ value: Double?) -> String {
    value.map { Numbers.fixed($0, $0 < 99.95 ? 1 : 0) } ?? ""
  }

  /// A rate as a share of the peak; empty where either is not known.
  static func share(_ rate: Double?, ofPeak peak: Double?) -> String {
    guard let rate, let peak, peak > 0 else { return "" }
    return Numbers.percent(rate / peak)
  }

  /// Of the whole; what is too little for a percent is not rounded up to one.
  static func share(_ share: Double) -> String {
    share > 0 && share < 0.005 ? "<1%" : Numbers.percent(min(1, share))
  }

  /// The length of a time's bar, 0 … 1: none for a time that is written as nothing.
  static func bar(_ time: Double, of longest: Double, _ text: (Double) -> String) -> Double {
    longest > 0 && text(time) != text(0) ? time / longest : 0
  }

  static func rate(_ value: Double?) -> String {
    value.map { Numbers.fixed($0, $0 < 99.95 ? 1 : 0) } ?? ""
  }

  static func threads(_ count: Int) -> String { count == 1 ? "1 thread" : "\(count) threads" }
}
