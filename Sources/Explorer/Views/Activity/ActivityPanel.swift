import Analysis
import SqueezeNet
import TerminalUI
import TextFormats

/// The selected layer of `ActivityView` in words, and the large histogram.
enum ActivityPanel {
  static func draw(
    _ state: State, _ places: ActivityView.Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let row = state.activityRow(state.table.selection) else { return }
    guard row.statistics != nil else {
      Placeholder.draw(state, in: places.words, theme, on: &canvas)
      return
    }
    for (index, line) in words(row, places.words, theme).prefix(places.words.height).enumerated() {
      canvas.write(
        theme.glyphs.show(line), x: places.words.x, y: places.words.y + index,
        style: index == 0 ? theme.title : .plain, clip: places.words)
    }
    guard let histogram = state.activityHistogram else { return }
    draw(histogram, title(histogram, state, row), in: places.histogram, theme, on: &canvas)
  }

  /// The most important first.
  private static func words(_ row: ActivityRow, _ place: Rect, _ theme: Theme) -> [String] {
    guard let survey = row.survey else { return ["counting"] }
    let activity = survey.activity
    let dead = activity.deadChannels
    var lines = ["\(dead.count) of \(activity.channels) channels dead"]
    if !dead.isEmpty, place.height > 4 {
      let list = "numbers " + ChannelList.text(dead, of: activity.channels)
      lines.append(theme.glyphs.fit(list, place.width))
    }
    let count = Numbers.count(survey.statistics.count)
    lines.append("\(Numbers.percent(activity.zeroShare)) of \(count) values zero")
    if survey.negatives > 0 {
      let share = Double(survey.negatives) / Double(max(1, survey.statistics.count))
      lines.append("\(Numbers.percent(share)) below zero")
    }
    if let share = row.weightZeroShare {
      lines.append("weights: \(Numbers.percent(share)) zero, counted")
    } else {
      lines.append("no weights")
    }
    if let share = row.paperZeroShare {
      lines.append("paper’s Table 1: \(Numbers.percent(share)) zero")
    } else if row.layer.convolution != nil {
      lines.append("paper’s Table 1: v1.0 only")
    }
    return lines
  }

  private static func title(
    _ histogram: ActivationHistogram, _ state: State, _ row: ActivityRow
  ) -> [String] {
    let count = Numbers.count(histogram.counts.reduce(0, +))
    let channels = row.layer.outputShape.channels
    let whose =
      state.activity.showsChannel ? "channel \(state.map.channel)" : "all \(channels) channels"
    let what = histogram.scale == .logarithmic ? "above zero" : "not zero"
    return [
      "\(whose): \(count) values \(what), \(histogram.scale.rawValue)",
      "\(whose): \(count) values \(what)", whose,
    ]
  }

  /// A title, upright bars relative to the fullest bin, and the values below them.
  static func draw(
    _ histogram: ActivationHistogram, _ title: [String], in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let bins = [96, 48, 32, 24, 16, 12, 8].first { $0 <= rect.width } ?? 1
    guard rect.height >= 3, let counts = histogram.counts(inBins: bins) else { return }
    let heading = title.first { $0.count <= rect.width } ?? title.last ?? ""
    canvas.write(heading, in: rect, style: theme.label)
    let most = Double(counts.max() ?? 0)
    let height = rect.height - 2
    if most > 0 {
      for (bin, count) in counts.enumerated() {
        for line in 0..<height {
          let part = theme.glyphs.upright(Double(count) / most, line: line, of: height)
          guard part != " " else { continue }
          canvas.write(
            String(part), x: rect.x + bin, y: rect.y + height - line, style: theme.bar, clip: rect)
        }
      }
    }
    drawAxis(histogram, bins: bins, in: rect.row(rect.height - 1), theme, on: &canvas)
  }

  /// Values where bins begin, as many as keep apart; the last one ends with the last bin.
  private static func drawAxis(
    _ histogram: ActivationHistogram, bins: Int, in line: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    canvas.fill(
      Rect(x: line.x, y: line.y, width: bins, height: line.height),
      with: Cell(" ", Style(attributes: .dim)))
    let end = Numbers.value(histogram.upper)
    var free = line.x
    for tick in 0..<8 {
      let x = line.x + tick * bins / 8
      let text = Numbers.value(histogram.edge(histogram.counts.count * tick / 8))
      guard x >= free, x + text.count < line.x + bins - end.count else { continue }
      canvas.write(text, in: line, x: x, style: theme.label)
      free = x + text.count + 2
    }
    canvas.write(end, in: line, x: line.x + bins - end.count, style: theme.label)
  }
}
