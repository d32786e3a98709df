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
        ("< cursor's", Numbers.percent(Double(below) / Double(max(1, map.values.count)))))
    }
    for (row, (name, value)) in lines.enumerated() {
      let line = rect.row(row)
      canvas.write(name, in: line, style: theme.label)
      canvas.write(value, in: line, x: line.x + 22 - value.count)
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
    let title = histogram.zeros > 0 ? "\(count) non-zero values" : "\(count) values"
    canvas.write(title, in: rect, style: theme.title)
    // All values are one: it has one line.
    let bins = histogram.counts.indices.filter {
      histogram.minimum < histogram.maximum || histogram.counts[$0] > 0
    }
    for (place, bin) in bins.reversed().enumerated() {
      let line = rect.row(place + 1)
      let limit = Numbers.value(histogram.limit(bin)).rightAligned(to: 7)
      canvas.write(limit, in: line, style: theme.label)
      let share = Double(histogram.counts[bin]) / Double(most)
      canvas.write(theme.glyphs.bar(share, width: 12), in: line, x: line.x + 8, style: theme.bar)
      let count = "\(histogram.counts[bin])".rightAligned(to: 5)
      canvas.write(count, in: line, x: line.x + 21, style: theme.label)
    }
  }
}
