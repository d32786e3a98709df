import SqueezeNet
import TerminalUI
import TextFormats

/// The layer table with its heads and its total.
enum TableView {
  /// The facts that all rows share.
  struct Context: Sendable {
    let glyphs: Glyphs
    /// The longest stage's time so far, in nanoseconds: what a full bar means.
    let longest: Double
    /// Time of all that is done, in nanoseconds.
    let total: Double
  }

  static func draw(_ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas)
  {
    let rows = state.rows
    let visible = state.visibleRows(height: layout.table.height)
    // Folding does not change what a full bar means.
    let times = state.network.tableRows(unfolded: []).compactMap {
      state.summary(of: $0).shownNanoseconds
    }
    let context = Context(
      glyphs: theme.glyphs, longest: times.max() ?? 0, total: times.reduce(0, +))

    drawHeads(layout, theme, on: &canvas)
    for (offset, row) in visible.enumerated() {
      let line = layout.table.row(offset)
      drawRow(state.summary(of: row), layout.columns, context, theme, on: &canvas, line)
      canvas.onPress(line) { $0.pointAt(row) }
      if row == state.table.selection { select(line, layout.columns, on: &canvas) }
    }
    drawTotal(state.totalSummary, layout, context, theme, on: &canvas)
    drawDivider(
      layout, theme, hasAbove: visible.first != rows.first, hasBelow: visible.last != rows.last,
      on: &canvas)
  }

  private static func drawHeads(_ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas) {
    canvas.fill(layout.heads, with: Cell(" ", theme.heads))
    var x = layout.heads.x
    for column in layout.columns {
      let title = column.isRightAligned ? Text.right(column.title, column.width) : column.title
      canvas.write(title, in: layout.heads, x: x, style: theme.heads)
      x += column.width + 1
    }
  }

  private static func drawRow(
    _ row: RowSummary, _ columns: [TableColumn], _ context: Context, _ theme: Theme,
    on canvas: inout Canvas, _ line: Rect
  ) {
    let style =
      switch row.status {
      case .pending: theme.label
      case .running, .partial: theme.running
      case .done: Style.plain
      }
    var x = line.x
    for column in columns {
      let text = theme.glyphs.show(column.text(row, context: context))
      let shown = theme.glyphs.fit(text, column.width)
      canvas.write(
        column.isRightAligned ? Text.right(shown, column.width) : shown, in: line, x: x,
        style: column.kind == .bar ? theme.bar : style)
      x += column.width + 1
    }
  }

  /// Reverse marks the selection, but for its bar: a reversed bar would read as its complement.
  private static func select(_ line: Rect, _ columns: [TableColumn], on canvas: inout Canvas) {
    var x = line.x
    for column in columns {
      guard column.kind != .bar else {
        x += column.width + 1
        continue
      }
      canvas.add(
        .reverse, to: Rect(x: x, y: line.y, width: column.width + 1, height: 1).intersection(line))
      x += column.width + 1
    }
  }

  /// The whole pass. Without columns for them, parameters and MACs stand where names and shapes
  /// are in the other rows.
  private static func drawTotal(
    _ total: RowSummary, _ layout: LayersLayout, _ context: Context, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    var x = layout.total.x
    let kinds = Set(layout.columns.map(\.kind))
    for column in layout.columns {
      let text = theme.glyphs.show(column.text(total, context: context))
      canvas.write(
        column.isRightAligned ? Text.right(text, column.width) : text, in: layout.total, x: x,
        style: theme.title)
      x += column.width + 1
    }
    guard !kinds.contains(.parameters), kinds.contains(.output) else { return }
    let before = layout.columns.prefix { $0.kind != .time }.reduce(0) { $0 + $1.width + 1 } - 1
    let counts = [
      "\(Numbers.count(total.parameters)) par  \(Numbers.macs(total.macs)) MAC",
      "\(Numbers.macs(total.macs)) MAC",
    ]
    let room = before - 10
    guard let text = counts.first(where: { $0.count <= room }) else { return }
    canvas.write(
      Text.right(text, room), in: layout.total, x: layout.total.x + 10, style: theme.title)
  }

  private static func drawDivider(
    _ layout: LayersLayout, _ theme: Theme, hasAbove: Bool, hasBelow: Bool, on canvas: inout Canvas
  ) {
    let x = layout.divider.x
    for y in layout.divider.rows { canvas[x, y] = Cell(theme.glyphs.vertical, theme.line) }
    if hasAbove { canvas[x, layout.table.y] = Cell(theme.glyphs.above, theme.key) }
    if hasBelow { canvas[x, layout.table.bottom - 1] = Cell(theme.glyphs.below, theme.key) }
  }
}
