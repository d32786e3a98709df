import Explorer
import Inference
import SqueezeNet

/// The selected layer in words and numbers, five lines at most.
enum DetailView {
  /// A line with one text at each end.
  struct Line: Sendable, Hashable {
    let left: String
    let right: String
    init(_ left: String, _ right: String = "") {
      self.left = left
      self.right = right
    }
  }

  static func draw(_ state: State, _ layout: Layout, _ look: Look, on canvas: inout Canvas) {
    let rect = layout.detail.inset(right: 1)
    let all = lines(state)
    // What matters most stays when there are fewer lines.
    let kept = [0, 1, 4, 2, 3].prefix(rect.height).sorted()
    for (row, index) in kept.enumerated() where all.indices.contains(index) {
      let line = rect.row(row)
      let left = Text.fit(look.glyphs.show(all[index].left), line.width, mark: look.glyphs.cut)
      let right = look.glyphs.show(all[index].right)
      canvas.write(
        left, x: line.x, y: line.y, style: index == 0 ? look.title : .plain, clip: line)
      guard left.count + 2 + right.count <= line.width else { continue }
      canvas.write(right, x: line.right - right.count, y: line.y, clip: line)
    }
  }

  /// Name and operation; shapes and receptive field; counts; statistics; times.
  static func lines(_ state: State) -> [Line] {
    guard let layer = state.selectedLayer else { return [] }
    let row = state.summary(of: state.table.selection)
    let result = state.selectedResult
    return [
      Line(state.network.fullName(of: state.table.selection), operation(row, layer)),
      Line(shapes(row, layer), field(layer)),
      Line(counts(row, layer), rate(row)),
      Line(result.map { statistics($0.statistics) } ?? "not computed yet"),
      Line(times(state, row), result.map { zeros($0.statistics) } ?? ""),
    ]
  }

  private static func operation(_ row: RowSummary, _ layer: Layer) -> String {
    if case .block = row.row, let fire = layer.fire {
      return "squeeze \(fire.squeeze1x1), expand \(fire.expand1x1) + \(fire.expand3x3)"
    }
    let window = layer.operation.windowText
    switch layer.operation {
    case .convolution(let convolution):
      let relu = convolution.relu ? ", ReLU" : ", no ReLU"
      return "\(window) convolution\(padding(convolution.padding))\(relu)"
    case .maxPooling(let pooling): return "\(window) max pooling\(padding(pooling.padding))"
    case .concatenation: return "concatenation"
    case .globalAveragePooling: return "mean of each channel"
    case .softmax: return "softmax"
    }
  }

  private static func padding(_ padding: Padding) -> String {
    padding.isEmpty ? "" : ", pad \(padding.display)"
  }

  private static func shapes(_ row: RowSummary, _ layer: Layer) -> String {
    let output = layer.outputShape.display
    if case .layer = row.row, layer.isFireOutput, let fire = layer.fire {
      let half = layer.outputShape
      return "\(half.height)×\(half.width)×(\(fire.expand1x1) + \(fire.expand3x3)) → \(output)"
    }
    return "\((row.inputShape ?? layer.inputShape).display) → \(output)"
  }

  private static func field(_ layer: Layer) -> String {
    layer.receptiveField.map { "field \($0.size) px, every \($0.stride)" } ?? "sees everything"
  }

  private static func counts(_ row: RowSummary, _ layer: Layer) -> String {
    guard row.macs > 0 else { return "no parameters, \(Numbers.bytes(row.activationBytes))" }
    return "\(Numbers.count(row.parameters)) parameters  \(Numbers.macs(row.macs)) MAC"
  }

  private static func rate(_ row: RowSummary) -> String {
    guard let time = row.shownNanoseconds, row.macs > 0, time > 0 else { return "" }
    return "\(Numbers.rate(macs: row.macs, nanoseconds: time)) GMAC/s"
  }

  private static func statistics(_ statistics: ActivationStatistics) -> String {
    let parts = [
      ("min", Double(statistics.minimum)), ("max", Double(statistics.maximum)),
      ("mean", statistics.mean), ("std", statistics.standardDeviation),
    ]
    guard statistics.nonFiniteCount < statistics.count else { return "no finite value" }
    return parts.map { "\($0) \(Text.left(Numbers.value($1), 7))" }.joined(separator: " ")
  }

  private static func zeros(_ statistics: ActivationStatistics) -> String {
    statistics.nonFiniteCount > 0
      ? "\(Numbers.count(statistics.nonFiniteCount)) NaN or infinite"
      : "\(Numbers.percent(statistics.zeroShare)) zeros"
  }

  /// This pass's time, or what repeated passes gave. Percentiles of a block's layers can't be
  /// added, so a block has a sum of medians only.
  private static func times(_ state: State, _ row: RowSummary) -> String {
    guard row.status == .done, let time = row.shownNanoseconds else { return "" }
    func milliseconds(_ time: Double) -> String { Text.right(Numbers.milliseconds(time), 5) }
    guard let measurement = state.measurement else { return "time \(milliseconds(time)) ms" }
    if case .layer(let index) = row.row, measurement.layers.indices.contains(index) {
      let timing = measurement.layers[index]
      return "min \(milliseconds(timing.minimum)) median \(milliseconds(timing.median)) "
        + "p95 \(milliseconds(timing.p95)) ms"
    }
    return "sum of medians \(milliseconds(time)) ms"
  }
}
