import Analysis
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
    /// What shares are of.
    let times: LayerTimes
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
      glyphs: theme.glyphs, longest: times.max() ?? 0, times: LayerTimes(medians: times))

    canvas.writeHeads(layout.columns, in: layout.heads, theme)
    for (offset, row) in visible.enumerated() {
      let line = layout.table.row(offset)
      let summary = state.summary(of: row)
      let style = style(of: summary, theme)
      canvas.writeCells(
        layout.columns, in: line, theme, isSelected: row == state.table.selection
      ) { ($0.text(summary, context: context), $0.content == .bar ? theme.bar : style) }
      canvas.onPress(line) { $0.pointAt(row) }
    }
    drawTotal(state.totalSummary, layout, context, theme, on: &canvas)
    drawDivider(
      layout, theme, hasAbove: visible.first != rows.first, hasBelow: visible.last != rows.last,
      on: &canvas)
  }

  private static func style(of row: RowSummary, _ theme: Theme) -> Style {
    switch row.status {
    case .pending: theme.label
    case .running, .partial: theme.running
    case .done: .plain
    }
  }

  /// The whole pass. Without columns for them, parameters and MACs stand where names and shapes
  /// are in the other rows.
  private static func drawTotal(
    _ total: RowSummary, _ layout: LayersLayout, _ context: Context, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    canvas.writeCells(layout.columns, in: layout.total, theme) {
      ($0.text(total, context: context), theme.title)
    }
    let kinds = Set(layout.columns.map(\.kind))
    guard !kinds.contains(.parameters), kinds.contains(.output) else { return }
    let before = Array(layout.columns.prefix { $0.kind != .time }).totalWidth()
    let counts = [
      "\(Numbers.count(total.parameters)) par  \(Numbers.macs(total.macs)) MAC",
      "\(Numbers.macs(total.macs)) MAC",
    ]
    let room = before - 10
    guard let text = counts.first(where: { $0.count <= room }) else { return }
    canvas.write(
      text.rightAligned(to: room), in: layout.total, x: layout.total.x + 10, style: theme.title)
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
