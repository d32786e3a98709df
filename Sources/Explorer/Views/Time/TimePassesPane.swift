import Analysis
import Inference
import TerminalUI
import TextFormats

/// The latest passes, oldest at the left, and what they have in common.
enum TimePassesPane {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let total = state.time.window.total else {
      let text = "passes have not been repeated yet: t times them one after the other, live"
      return canvas.write(wrapped: text, in: rect.inset(top: 1), style: theme.label)
    }
    drawFigures(total, state, in: rect.row(0), theme, on: &canvas)
    let chart = rect.inset(top: 1)
    guard chart.height > 0 else { return }
    drawChart(
      state.time.window.totals, chart.inset(left: 8), chart, theme, on: &canvas)
  }

  private static func drawFigures(
    _ total: TimingSummary, _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let figures = [TimeNumbers.milliseconds, Numbers.milliseconds].map { number in
      "min \(number(total.minimum))  median \(number(total.median))  p95 \(number(total.p95)) ms"
    }
    let rate =
      total.median > 0 ? "  \(Numbers.fixed(1e9 / total.median, 1)) passes a second" : ""
    let text = theme.glyphs.fit([figures[0] + rate] + figures, line.width)
    canvas.write(text, in: line, style: theme.title)
  }

  /// A column a pass, its height above the quickest one; the scale stands at the left.
  private static func drawChart(
    _ totals: [UInt64], _ chart: Rect, _ rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let shown = totals.suffix(chart.width)
    guard let low = shown.min(), let high = shown.max(), !chart.isEmpty else { return }
    let bottom = rect.bottom - 1
    for (value, y) in [(high, rect.y), (low, bottom)] where y == bottom || rect.height > 1 {
      let label = TimeNumbers.milliseconds(Double(value)).rightAligned(to: 7)
      canvas.write(label, x: rect.x, y: y, style: theme.label, clip: rect)
    }
    let steps = chart.height * 8
    let range = Double(high - low)
    for (column, value) in shown.enumerated() {
      // The quickest has an eighth of a line: it is a pass, too.
      let share = range > 0 ? Double(value - low) / range : 0
      let eighths = 1 + Int((share * Double(steps - 1)).rounded())
      for row in 0..<chart.height {
        let filled = min(8, eighths - row * 8)
        guard filled > 0 else { break }
        canvas[chart.x + column, chart.bottom - 1 - row] = Cell(
          theme.glyphs.column(filled), theme.bar)
      }
    }
  }
}
