import Analysis
import SqueezeNet
import TerminalUI
import TextFormats

/// The parts of a class's score: the sum beside the score, and the channels of fire9 that carry it,
/// the largest contribution first.
enum WhyPanel {
  static func draw(
    _ explanation: ClassExplanation, _ state: State, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    drawFacts(
      explanation, state.lastBlockName, state.whyLayout.facts, in: rect, theme, on: &canvas)
    let list = list(state.whyLayout, in: rect)
    let channels = explanation.channelsByContribution
    let first = state.firstPart
    let isWide = list.width >= 30
    var total = channels.prefix(first).reduce(0) { $0 + explanation.contributions[$1] }
    let parts = channels.dropFirst(first).prefix(list.height).map { channel in
      let value = explanation.contributions[channel]
      total += value
      let half = isWide ? " \(half(channel, state.network, theme))" : ""
      return RankedList.Part(
        name: "\(channel)".rightAligned(to: 3) + half, amount: value, text: Numbers.signed(value),
        total: Numbers.fixed(total, 4))
    }
    RankedList(
      heads: (isWide ? state.lastBlockName : "ch.", "adds"), parts: parts, first: first,
      marked: state.why.place, largest: explanation.contributions.reduce(0) { max($0, abs($1)) },
      nameWidth: isWide ? 11 : 3, amountWidth: 9
    ).draw(
      in: list, headed: Rect(x: list.x, y: list.y - 1, width: list.width, height: 1), theme,
      on: &canvas
    ) { state, place in
      if place == state.why.place { state.showContribution() } else { state.why.place = place }
    }
  }

  /// Returns the place of the list of channels.
  static func list(_ layout: WhyLayout, in rect: Rect) -> Rect {
    let top = layout.facts + (rect.height > layout.facts + 1 + layout.list ? 1 : 0) + 1
    return Rect(x: rect.x, y: rect.y + top, width: min(rect.width, 64), height: layout.list)
      .intersection(rect)
  }

  /// `1×1:41` or `3×3:165`: the half of the block that computes a channel, and its index
  /// there.
  private static func half(_ channel: Int, _ network: Network, _ theme: Theme) -> String {
    guard let source = network.lastFeatures,
      case .convolution(let index, let own)? = network.origin(ofOutput: channel, of: source.index),
      let convolution = network.layer(at: index)?.convolution
    else { return "" }
    return theme.glyphs.show("\(convolution.kernel)×\(convolution.kernel):\(own)")
  }

  /// All parts, and the sum beside the score that the engine computed.
  private static func drawFacts(
    _ explanation: ClassExplanation, _ block: String, _ count: Int, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    // A large score takes digits from its decimals, so that a blank stays before it.
    func number(_ value: Double) -> String {
      let decimals = abs(value) < 10 ? 6 : abs(value) < 100 ? 5 : 4
      return Numbers.fixed(value, decimals).rightAligned(to: 10)
    }
    let channels = explanation.sum - explanation.biasShare
    let isOne = explanation.rival == nil
    let score = (
      isOne ? "score (logit)" : "logits' difference", "score", number(explanation.score),
      ["of the engine"]
    )
    let sum = ("sum", "sum", number(explanation.sum), [String]())
    let difference = (
      "rounding", "round", Numbers.value(explanation.difference).rightAligned(to: 10), [String]()
    )
    let open = [
      "\(explanation.openPixels) of \(explanation.pixels) positions above 0",
      "\(explanation.openPixels)/\(explanation.pixels) >0",
    ]
    let all =
      count >= 5
      ? [
        (
          "\(block)'s channels", block, number(channels), ["all \(explanation.contributions.count)"]
        ),
        (
          "conv10's bias", "bias", number(explanation.biasShare), isOne ? open : []
        ), sum, score, difference,
      ] : [sum, score, difference]
    let longest = max(isOne ? 16 : 19, all.map(\.0.count).max() ?? 0)
    for (row, (long, short, value, notes)) in all.enumerated() {
      let line = rect.row(row)
      let isWide = line.width >= longest + 13
      let label = isWide ? longest : max(6, line.width - 10)
      canvas.write(theme.glyphs.fit(isWide ? long : short, label), in: line, style: theme.label)
      let x = line.x + label
      let end = canvas.write(
        value, in: line, x: x, style: short == score.1 ? theme.value : .plain)
      let fitting = notes.first { end + 2 + $0.count <= line.right } ?? ""
      canvas.write(fitting, in: line, x: end + 2, style: theme.label)
    }
  }
}

extension State {
  /// `fire9`: the block that conv10 reads.
  var lastBlockName: String {
    network.lastFeatures.map { $0.fire?.name ?? $0.name } ?? ""
  }
}
