import Analysis
import Inference
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// What the places of a square take from the class: the strongest and the marked one in words, and
/// all of them ranked.
enum PlacesPanel {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let shown = state.shownClass, let effects = state.occlusionEffects else { return }
    let (ranking, losses, marked) = (state.placesByLoss, state.placeLosses, state.markedPlace)
    let classes = state.network.classes
    func sentence(_ place: Int) -> [String] {
      let text = SensitivityReport.sentence(place, effects, class: shown, classes, times: "×")
      return theme.glyphs.show(text ?? "not measured yet").wrapped(to: max(1, rect.width))
    }
    let strongest = ranking.first ?? 0
    let most = max(0, rect.height - 4)
    let first = effects.covered.isEmpty ? [] : Array(sentence(strongest).prefix(most))
    canvas.write(first, in: rect, theme, heading: theme.title, style: theme.title)
    let second = marked == strongest ? [] : [""] + sentence(marked)
    let hasRoom = first.count + second.count <= rect.height / 2
    if hasRoom { canvas.write(second, in: rect.inset(top: first.count), theme) }
    let list = rect.inset(top: first.count + (hasRoom ? second.count : 0) + 1)
    let head = EffectsRow(
      mark: false, name: "square at", figure: state.effects.showsLogits ? "logit" : "takes %",
      share: 0, isNegative: false)
    head.drawHeads(in: list.row(0), theme, on: &canvas)
    let rows = list.inset(top: 1)
    let largest = losses.reduce(0) { max($0, abs($1)) }
    let place = ranking.firstIndex(of: marked) ?? 0
    let start = 0.scrolled(toShow: place, length: max(1, rows.height), of: ranking.count)
    for (row, place) in ranking.dropFirst(start).prefix(max(0, rows.height)).enumerated() {
      let (square, loss) = (effects.grid[place], losses[place])
      canvas.onPress(rows.row(row)) { $0.effects.place = place }
      EffectsRow(
        mark: place == marked, name: "x \(square.column), y \(square.row)",
        figure: state.effects.showsLogits
          ? Numbers.signed(-loss) : Numbers.signed(-100 * loss, decimals: 2),
        share: largest > 0 ? abs(loss) / largest : 0, isNegative: loss < 0
      ).draw(in: rows.row(row), theme, on: &canvas)
    }
  }
}

/// What the class's logit loses without each channel of the layer, ranked.
enum ChannelsPanel {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let losses = state.channelLosses, let shown = state.shownClass else {
      let text =
        state.attributionKind == nil
        ? "nothing after \(state.lastBlockName) can be switched off: { } and digits choose a layer"
        : state.ablationLosses.asked.isWaiting
          ? "each channel is switched off alone, and the rest of the network runs again"
          : "not measured: t measures it"
      return canvas.write(wrapped: theme.glyphs.show(text), in: rect, style: theme.label)
    }
    let ranking = state.channelsByLoss
    let place = ranking.firstIndex(of: state.map.channel) ?? 0
    let loss = losses.indices.contains(state.map.channel) ? losses[state.map.channel] : 0
    let text =
      "without channel \(state.map.channel) the logit of \(state.network.classes[shown]) "
      + (loss > 0 ? "falls by \(Numbers.value(loss))" : "rises by \(Numbers.value(-loss))")
    let lines = theme.glyphs.show(text).wrapped(to: max(1, rect.width))
      .prefix(max(0, rect.height - 3))
    canvas.write(lines, in: rect, theme, heading: theme.title, style: theme.title)
    let list = rect.inset(top: lines.count + 1)
    EffectsRow(mark: false, name: "channel", figure: "takes", share: 0, isNegative: false)
      .drawHeads(in: list.row(0), theme, on: &canvas)
    let rows = list.inset(top: 1)
    let largest = losses.reduce(0) { max($0, abs($1)) }
    let start = 0.scrolled(toShow: place, length: max(1, rows.height), of: ranking.count)
    for (row, channel) in ranking.dropFirst(start).prefix(max(0, rows.height)).enumerated() {
      canvas.onPress(rows.row(row)) { state in
        if channel == state.map.channel {
          state.enlargeMap()
        } else {
          state.choose(channel: channel)
        }
      }
      EffectsRow(
        mark: channel == state.map.channel, name: "\(channel)",
        figure: Numbers.signed(-losses[channel]),
        share: largest > 0 ? abs(losses[channel]) / largest : 0, isNegative: losses[channel] < 0
      ).draw(in: rows.row(row), theme, on: &canvas)
    }
  }
}

/// A row of a ranking: what it is, what it does to the class, and a bar.
private struct EffectsRow {
  let mark: Bool
  let name: String
  let figure: String
  let share: Double
  /// True for what speaks against the class.
  let isNegative: Bool

  private static let nameWidth = 14
  private static let figureWidth = 9

  func draw(in line: Rect, _ theme: Theme, on canvas: inout Canvas) {
    if mark { canvas[line.x, line.y] = Cell(theme.glyphs.running, theme.key) }
    let end = Self.write(self, in: line, .plain, on: &canvas)
    canvas.write(
      theme.glyphs.bar(share, width: max(0, min(40, line.right - end - 1))), in: line, x: end + 1,
      style: isNegative ? theme.bar : theme.answer)
    // Not the bar: its colour would turn into its background.
    if mark { canvas.add(.reverse, to: line.inset(right: line.width - (end - line.x))) }
  }

  func drawHeads(in line: Rect, _ theme: Theme, on canvas: inout Canvas) {
    canvas.fill(line, with: Cell(" ", theme.heads))
    _ = Self.write(self, in: line, theme.heads, on: &canvas)
  }

  private static func write(
    _ row: EffectsRow, in line: Rect, _ style: Style, on canvas: inout Canvas
  )
    -> Int
  {
    canvas.write(row.name, in: line, x: line.x + 2, style: style)
    let width = max(0, min(nameWidth + figureWidth, line.width - 2))
    return canvas.write(
      row.figure.rightAligned(to: figureWidth), in: line, x: line.x + 2 + width - figureWidth,
      style: style)
  }
}
