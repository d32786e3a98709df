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
    let columns = Columns(width: list.width)
    drawHeads(
      columns, state.lastBlockName,
      in: Rect(x: list.x, y: list.y - 1, width: list.width, height: 1), theme, on: &canvas)
    let channels = explanation.channelsByContribution
    let largest = explanation.contributions.reduce(0) { max($0, abs($1)) }
    let first = state.firstPart
    var total = channels.prefix(first).reduce(0) { $0 + explanation.contributions[$1] }
    for (row, channel) in channels.dropFirst(first).prefix(list.height).enumerated() {
      let line = list.row(row)
      let value = explanation.contributions[channel]
      total += value
      let place = first + row
      let isMarked = place == state.why.place
      canvas.onPress(line) { state in
        if place == state.why.place { state.showContribution() } else { state.why.place = place }
      }
      if isMarked { canvas[line.x, line.y] = Cell(theme.glyphs.running, theme.key) }
      canvas.write("\(channel)".rightAligned(to: 4), in: line, x: line.x + columns.channel)
      if let half = columns.half {
        canvas.write(self.half(channel, state.network, theme), in: line, x: line.x + half)
      }
      canvas.write(Numbers.signed(value).rightAligned(to: 9), in: line, x: line.x + columns.value)
      canvas.write(
        theme.glyphs.bar(largest > 0 ? abs(value) / largest : 0, width: columns.barWidth), in: line,
        x: line.x + columns.bar, style: value < 0 ? theme.bar : theme.answer)
      if let sum = columns.sum {
        canvas.write(Numbers.fixed(total, 4).rightAligned(to: 9), in: line, x: line.x + sum)
      }
      // Not the bar: its colour would turn into its background.
      if isMarked { canvas.select(line.inset(right: line.width - columns.bar)) }
    }
  }

  /// Returns the place of the list of channels.
  static func list(_ layout: WhyLayout, in rect: Rect) -> Rect {
    let top = layout.facts + (rect.height > layout.facts + 1 + layout.list ? 1 : 0) + 1
    return Rect(x: rect.x, y: rect.y + top, width: min(rect.width, 64), height: layout.list)
      .intersection(rect)
  }

  /// Offsets from the line's start; nil for what has no room.
  private struct Columns {
    let channel = 1
    let half: Int?
    let value: Int
    let bar: Int
    let barWidth: Int
    let sum: Int?

    init(width: Int) {
      half = width >= 30 ? 6 : nil
      value = width >= 30 ? 13 : 5
      bar = value + 10
      sum = width >= 40 ? width - 9 : nil
      barWidth = max(0, min(40, (sum.map { $0 - 1 } ?? width) - bar))
    }
  }

  private static func drawHeads(
    _ columns: Columns, _ block: String, in line: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    canvas.fill(line, with: Cell(" ", theme.heads))
    canvas.write(columns.half == nil ? "ch." : block, in: line, style: theme.heads)
    let value = "adds".rightAligned(to: 9)
    canvas.write(value, in: line, x: line.x + columns.value, style: theme.heads)
    if columns.sum != nil {
      canvas.write("running total", atEndOf: line, style: theme.heads)
    }
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
      "of the engine"
    )
    let sum = ("sum", "sum", number(explanation.sum), "")
    let difference = (
      "rounding", "round", Numbers.value(explanation.difference).rightAligned(to: 10), ""
    )
    let open = "\(explanation.openPixels) of \(explanation.pixels) positions above 0"
    let all =
      count >= 5
      ? [
        ("\(block)'s channels", block, number(channels), "all \(explanation.contributions.count)"),
        (
          "conv10's bias", "bias", number(explanation.biasShare), isOne ? open : ""
        ), sum, score, difference,
      ] : [sum, score, difference]
    let longest = max(isOne ? 16 : 19, all.map(\.0.count).max() ?? 0)
    for (row, (long, short, value, note)) in all.enumerated() {
      let line = rect.row(row)
      let isWide = line.width >= longest + 13
      let label = isWide ? longest : max(6, line.width - 10)
      canvas.write(theme.glyphs.fit(isWide ? long : short, label), in: line, style: theme.label)
      let x = line.x + label
      let end = canvas.write(
        value, in: line, x: x, style: short == score.1 ? theme.value : .plain)
      let notes = [note, note.split(separator: " ").prefix(3).joined(separator: " "), ""]
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
