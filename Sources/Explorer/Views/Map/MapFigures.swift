import Heatmaps
import Inference
import TerminalUI
import TextFormats

/// Beside a map: its figures and how its values are distributed.
enum MapFigures {
  static func draw(
    _ map: FeatureMap, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard !rect.isEmpty else { return }
    let statistics = ActivationStatistics(of: map.values)
    var lines = [
      ("max", Numbers.value(Double(statistics.maximum))),
      ("mean", Numbers.value(statistics.mean)),
      ("min", Numbers.value(Double(statistics.minimum))),
      ("std", Numbers.value(statistics.standardDeviation)),
      ("zeros", Numbers.percent(statistics.zeroShare)),
    ]
    if statistics.nonFiniteCount > 0 {
      lines.append(("not finite", Numbers.count(statistics.nonFiniteCount)))
    }
    if let value = map.value(row: state.singleMap.row, column: state.singleMap.column),
      value.isFinite
    {
      let below = map.values.count { $0 < value }
      lines.append(
        ("below cursor", Numbers.percent(Double(below) / Double(max(1, map.values.count)))))
    }
    for (row, (name, value)) in lines.enumerated() {
      let line = rect.row(row)
      canvas.write(name, x: line.x, y: line.y, style: theme.label, clip: line)
      canvas.write(value, x: line.x + 22 - value.count, y: line.y, clip: line)
    }
    drawHistogram(of: map, in: rect.inset(top: lines.count + 1), theme, on: &canvas)
  }

  /// One bin a line, the largest values at the top; beside each bar the bin's lower limit.
  private static func drawHistogram(
    of map: FeatureMap, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let histogram = Histogram(of: map.values, bins: min(24, rect.height - 1))
    guard let most = histogram.counts.max(), most > 0 else { return }
    let count = histogram.counts.reduce(0, +)
    let title = histogram.zeros > 0 ? "\(count) values, zeros apart" : "\(count) values"
    canvas.write(title, x: rect.x, y: rect.y, style: theme.title, clip: rect)
    for (place, bin) in histogram.counts.indices.reversed().enumerated() {
      let line = rect.row(place + 1)
      let limit = Text.right(Numbers.value(histogram.limit(bin)), 7)
      canvas.write(limit, x: line.x, y: line.y, style: theme.label, clip: line)
      let share = Double(histogram.counts[bin]) / Double(most)
      canvas.write(
        theme.glyphs.bar(share, width: 12), x: line.x + 8, y: line.y, style: theme.bar, clip: line)
      let count = Text.right("\(histogram.counts[bin])", 5)
      canvas.write(count, x: line.x + 21, y: line.y, style: theme.label, clip: line)
    }
  }
}
