import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// The selected layer in words and numbers, five lines at most.
enum DetailView {
  /// A line with one text at each end. Of several wordings the first that fits is taken.
  struct Line: Sendable, Hashable {
    let left: [String]
    let right: [String]
  }

  static func draw(_ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas)
  {
    let rect = layout.detail
    let all = lines(state)
    // What matters most stays when there are fewer lines.
    let kept = [0, 1, 2, 4, 3].prefix(rect.height).sorted()
    for (row, index) in kept.enumerated() where all.indices.contains(index) {
      let line = rect.row(row)
      let choices = all[index].left.map(theme.glyphs.show)
      guard let choice = choices.first(where: { $0.columns <= line.width }) ?? choices.last else {
        continue
      }
      let left = theme.glyphs.fit(choice, line.width)
      let room = line.width - left.columns - 2
      canvas.write(left, in: line, style: index == 0 ? theme.title : .plain)
      let rights = all[index].right.map(theme.glyphs.show)
      guard let right = rights.first(where: { $0.count <= room }) else { continue }
      canvas.write(right, atEndOf: line)
    }
  }

  /// Name and operation; shapes and receptive field; counts; statistics; times.
  static func lines(_ state: State) -> [Line] {
    guard let layer = state.selectedLayer else { return inputLines(state) }
    let row = state.summary(of: state.table.selection)
    let result = state.selectedResult
    return [
      Line(
        left: [state.network.fullName(of: state.table.selection)],
        right: operation(row, layer, state.network)),
      Line(left: [shapes(row, layer), "to \(layer.outputShape.display)"], right: [field(layer)]),
      Line(left: counts(row), right: rate(state, row)),
      Line(left: result.map { statistics($0.statistics) } ?? ["not computed yet"], right: []),
      Line(left: times(state, row), right: result.map { [zeros($0.statistics)] } ?? []),
    ]
  }

  /// The photo: what the network gets of it, what it says, and where to go from here.
  private static func inputLines(_ state: State) -> [Line] {
    guard let image = state.loadedImage else { return [] }
    let size = state.network.inputShape.display
    let answer = state.answerSentence.map { ["the network says: \($0)", $0] } ?? []
    return [
      Line(left: ["input: the photo, before the first layer", "input"], right: []),
      Line(left: answer, right: []),
      Line(left: ["Y why this answer   W what would change it", "Y why   W what if"], right: []),
      Line(
        left: ["\(image.width)×\(image.height) pixels → \(size) values", size],
        right: []),
      Line(left: ["n layer by layer   B the fire blocks", "n step   B blocks"], right: []),
    ]
  }

  private static func operation(_ row: RowSummary, _ layer: Layer, _ network: Network) -> [String] {
    if case .block(let number) = row.row, let fire = network.fire(number) { return fire.purpose }
    let window = layer.operation.windowText
    switch layer.operation {
    case .convolution(let convolution):
      let relu = convolution.relu ? ", ReLU" : ", no ReLU"
      let text = "\(window) convolution\(padding(convolution.padding))\(relu)"
      return (layer.algorithm.map { ["\(text), \($0.words)"] } ?? []) + [text]
    case .maxPooling(let pooling): return ["\(window) max pooling\(padding(pooling.padding))"]
    case .concatenation: return ["concatenation"]
    case .addition: return ["sum with the bypass"]
    case .globalAveragePooling: return ["mean of each channel"]
    case .softmax: return ["softmax"]
    case .sigmoid: return ["sigmoid"]
    }
  }

  private static func padding(_ padding: Padding) -> String {
    padding.isEmpty ? "" : ", pad \(padding.display)"
  }

  private static func shapes(_ row: RowSummary, _ layer: Layer) -> String {
    let output = layer.outputShape.display
    if case .layer = row.row, layer.isConcatenation, let fire = layer.fire {
      let half = layer.outputShape
      let widths = [fire.expand1x1, fire.expand3x3].map(String.init)
      let order = fire.isExpand3x3First ? widths.reversed() : widths
      return "\(half.height)×\(half.width)×(\(order.joined(separator: " + "))) → \(output)"
    }
    return "\((row.inputShape ?? layer.inputShape).display) → \(output)"
  }

  private static func field(_ layer: Layer) -> String {
    layer.receptiveField.map { "sees \($0.size)×\($0.size) px, steps \($0.stride)" }
      ?? "sees the whole image"
  }

  private static func counts(_ row: RowSummary) -> [String] {
    guard row.macs > 0 else {
      return ["no parameters, output \(Numbers.bytes(row.activationBytes))"]
    }
    let parameters = Numbers.count(row.parameters)
    let macs = Numbers.macs(row.macs)
    return ["\(parameters) parameters  \(macs) MAC", "\(parameters) par  \(macs) MAC"]
  }

  /// With the share of the peak once it was measured.
  private static func rate(_ state: State, _ row: RowSummary) -> [String] {
    guard let time = row.shownNanoseconds, row.macs > 0, time > 0 else { return [] }
    let rate = "\(Numbers.rate(macs: row.macs, nanoseconds: time)) GMAC/s"
    guard let measured = state.measurement?.peak else { return [rate] }
    let peak = max(measured, state.time.peak ?? 0)
    let reached = Double(row.macs) / time / peak
    let share = "\(Numbers.percent(reached)) of peak"
    let layers = row.row.map { state.network.layers(of: $0) } ?? 0..<0
    let why = RooflinePane.reason(.arithmetic, layers.compactMap { state.network.layer(at: $0) })
    return (reached > 1 ? ["\(rate), \(share): \(why)"] : [])
      + ["\(rate), \(share)", share, rate]
  }

  private static func statistics(_ statistics: ActivationStatistics) -> [String] {
    guard statistics.nonFiniteCount < statistics.count else { return ["no finite value"] }
    let parts = [
      ("min", Double(statistics.minimum)), ("max", Double(statistics.maximum)),
      ("mean", statistics.mean), ("std", statistics.standardDeviation),
    ].map { "\($0) \(Numbers.value($1).padded(to: 7))" }
    return [4, 3, 2].map { parts.prefix($0).joined(separator: " ") }
  }

  private static func zeros(_ statistics: ActivationStatistics) -> String {
    statistics.nonFiniteCount > 0
      ? "\(Numbers.count(statistics.nonFiniteCount)) NaN or infinite"
      : "\(Numbers.percent(statistics.zeroShare)) zeros"
  }

  /// This pass's time, or what repeated passes gave. Percentiles of a block's layers can't be
  /// added, so a block has a sum of medians only.
  private static func times(_ state: State, _ row: RowSummary) -> [String] {
    guard row.status == .done, let time = row.shownNanoseconds else { return [] }
    func milliseconds(_ time: Double) -> String { Numbers.milliseconds(time).rightAligned(to: 5) }
    guard let measurement = state.measurement else { return ["time \(milliseconds(time)) ms"] }
    if case .layer(let index) = row.row, measurement.layers.indices.contains(index) {
      let timing = measurement.layers[index]
      let median = "median \(milliseconds(timing.median))"
      let p95 = "p95 \(milliseconds(timing.p95)) ms"
      return [
        "min \(milliseconds(timing.minimum)) \(median) \(p95)", "\(median) \(p95)",
        "\(median) ms",
      ]
    }
    return ["sum of medians \(milliseconds(time)) ms", "\(milliseconds(time)) ms"]
  }
}
