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
    guard let shown = state.occludedClass, let effects = state.occlusionEffects else { return }
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
    let changes = SensitivityReport.changes(effects, classes).map { [$0] } ?? []
    let second =
      changes.flatMap { theme.glyphs.show($0).wrapped(to: max(1, rect.width)) }
      + (marked == strongest ? [] : [""] + sentence(marked))
    let hasRoom = first.count + second.count <= rect.height / 2
    if hasRoom { canvas.write(second, in: rect.inset(top: first.count), theme) }
    EffectsRanking(
      order: ranking, losses: losses, marked: marked, heading: "square at",
      unit: state.effects.showsLogits ? "logit" : "takes %",
      name: {
        let (x, y) = (effects.grid[$0].column, effects.grid[$0].row)
        return state.terminal.width < 48 ? "\(x),\(y)" : "x \(x), y \(y)"
      },
      figure: {
        state.effects.showsLogits
          ? Numbers.signed(-$0) : Numbers.signed(-100 * $0, decimals: 2)
      }
    ).draw(
      in: rect.inset(top: first.count + (hasRoom ? second.count : 0) + 1), theme, on: &canvas
    ) { $0.effects.place = $1 }
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
    let loss = losses.indices.contains(state.map.channel) ? losses[state.map.channel] : 0
    let text =
      "without channel \(state.map.channel) the logit of \(state.network.classes[shown]) "
      + (loss == 0
        ? "stays the same"
        : "\(loss > 0 ? "falls" : "rises") by \(Numbers.value(abs(loss)))")
    let lines = theme.glyphs.show(text).wrapped(to: max(1, rect.width))
      .prefix(max(0, rect.height - 3))
    canvas.write(lines, in: rect, theme, heading: theme.title, style: theme.title)
    EffectsRanking(
      order: ranking, losses: losses, marked: state.map.channel, heading: "channel", unit: "takes",
      name: { "\($0)" }, figure: { Numbers.signed(-$0) }
    ).draw(in: rect.inset(top: lines.count + 1), theme, on: &canvas) { state, channel in
      if channel == state.map.channel { state.enlargeMap() } else { state.choose(channel: channel) }
    }
  }
}

/// A ranking: what each is, what it takes from the class, and a bar.
private struct EffectsRanking {
  let order: [Int]
  let losses: [Double]
  let marked: Int
  let heading: String
  let unit: String
  let name: (Int) -> String
  let figure: (Double) -> String

  private static let nameWidth = 14
  private static let figureWidth = 9

  /// As many rows as there is room for, the marked one among them.
  func draw(
    in rect: Rect, _ theme: Theme, on canvas: inout Canvas,
    press: @escaping @Sendable (inout State, Int) -> Void
  ) {
    canvas.fill(rect.row(0), with: Cell(" ", theme.heads))
    _ = write(heading, unit, in: rect.row(0), theme.heads, on: &canvas)
    let rows = rect.inset(top: 1)
    let largest = losses.reduce(0) { max($0, abs($1)) }
    let start = 0.scrolled(
      toShow: order.firstIndex(of: marked) ?? 0, length: max(1, rows.height), of: order.count)
    for (row, item) in order.dropFirst(start).prefix(rows.height).enumerated() {
      let (line, loss) = (rows.row(row), losses[item])
      canvas.onPress(line) { press(&$0, item) }
      let end = write(name(item), figure(loss), in: line, .plain, on: &canvas)
      // What speaks against the class has another colour, and its sign.
      canvas.write(
        theme.glyphs.bar(
          largest > 0 ? abs(loss) / largest : 0, width: max(0, min(40, line.right - end - 1))),
        in: line, x: end + 1, style: loss < 0 ? theme.bar : theme.answer)
      guard item == marked else { continue }
      canvas[line.x, line.y] = Cell(theme.glyphs.running, theme.key)
      // Not the bar: its colour would turn into its background.
      canvas.select(line.inset(right: line.width - (end - line.x)))
    }
  }

  private func write(
    _ name: String, _ figure: String, in line: Rect, _ style: Style, on canvas: inout Canvas
  ) -> Int {
    let width = max(0, min(Self.nameWidth + Self.figureWidth, line.width - 2))
    canvas.write(name, in: line, x: line.x + 2, style: style)
    return canvas.write(
      figure.rightAligned(to: Self.figureWidth), in: line,
      x: line.x + 2 + width - Self.figureWidth, style: style)
  }
}
