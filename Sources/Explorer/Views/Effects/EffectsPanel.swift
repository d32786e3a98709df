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
    let larger = "; \(CommandTable.keyName(of: "larger-square")) covers more"
    let changes = SensitivityReport.changes(effects, classes, none: larger).map { [$0] } ?? []
    let second =
      changes.flatMap { theme.glyphs.show($0).wrapped(to: max(1, rect.width)) }
      + (marked == strongest ? [] : [""] + sentence(marked))
    let hasRoom = first.count + second.count <= rect.height / 2
    if hasRoom { canvas.write(second, in: rect.inset(top: first.count), theme) }
    let list = rect.inset(top: first.count + (hasRoom ? second.count : 0) + 1)
    RankedList(
      ranking, losses: losses, marked: marked, lines: list.height - 1,
      heads: ("square at", state.effects.showsLogits ? "takes" : "takes %"),
      name: {
        let (x, y) = (effects.grid[$0].column, effects.grid[$0].row)
        return state.terminal.width < 48 ? "\(x),\(y)" : "x \(x), y \(y)"
      },
      figure: {
        state.effects.showsLogits
          ? Numbers.value($0) : Numbers.fixed(100 * $0, 2)
      }
    ).draw(in: list.inset(top: 1), headed: list.row(0), theme, on: &canvas) {
      $0.effects.place = ranking[$1]
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
    let loss = losses.indices.contains(state.map.channel) ? losses[state.map.channel] : 0
    let text =
      "without channel \(state.map.channel) the logit of \(state.network.classes[shown]) "
      + (loss == 0
        ? "stays the same"
        : "\(loss > 0 ? "falls" : "rises") by \(Numbers.value(abs(loss)))")
    let lines = theme.glyphs.show(text).wrapped(to: max(1, rect.width))
      .prefix(max(0, rect.height - 3))
    canvas.write(lines, in: rect, theme, heading: theme.title, style: theme.title)
    let list = rect.inset(top: lines.count + 1)
    RankedList(
      ranking, losses: losses, marked: state.map.channel, lines: list.height - 1,
      heads: ("channel", "takes"), name: { "\($0)" }, figure: { Numbers.value($0) }
    ).draw(in: list.inset(top: 1), headed: list.row(0), theme, on: &canvas) { state, place in
      let channel = ranking[place]
      if channel == state.map.channel { state.enlargeMap() } else { state.choose(channel: channel) }
    }
  }
}

extension RankedList {
  /// The places or channels of a ranking, the marked one among those that are seen.
  fileprivate init(
    _ order: [Int], losses: [Double], marked: Int, lines: Int,
    heads: (name: String, amount: String),
    name: (Int) -> String, figure: (Double) -> String
  ) {
    let place = order.firstIndex(of: marked)
    let first = 0.scrolled(toShow: place ?? 0, length: max(1, lines), of: order.count)
    self.init(
      heads: heads,
      parts: order.dropFirst(first).prefix(lines).map {
        Part(name: name($0), amount: losses[$0], text: figure(losses[$0]))
      },
      first: first, marked: place, largest: losses.reduce(0) { max($0, abs($1)) }, nameWidth: 14,
      amountWidth: 9)
  }
}
