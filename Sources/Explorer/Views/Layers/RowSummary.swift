import SqueezeNet

/// The content of one row of the table. Times and what follows from them are nil until the whole
/// row is done.
struct RowSummary: Sendable, Hashable {
  public enum Status: Sendable {
    case pending
    /// One of its layers is being computed.
    case running
    /// A block that the frontier stands in, while nothing runs.
    case partial
    case done
  }
  /// The part of a row in the folding.
  enum Fold: Sendable {
    /// A layer outside the fire blocks, or the total.
    case none
    case folded
    case unfolded
    /// A layer inside an unfolded block.
    case child
  }

  /// Nil for the total.
  let row: TableRow?
  let name: String
  let fold: Fold
  let status: Status
  /// `7×7/2` (kernel and stride), `1×1`, `16>64+64` (s1x1, e1x1, e3x3 of a fire block), or empty.
  let operation: String
  let inputShape: Shape?
  let outputShape: Shape?
  let parameters: Int
  let macs: Int
  let activationBytes: Int
  let receptiveField: ReceptiveField?
  /// This pass's time; a block's is the sum of its layers'.
  let nanoseconds: UInt64?
  /// Median of the repeated passes, where there are any; a block's is the sum of its layers'.
  let medianNanoseconds: Double?
  /// Share of zeros in the output, 0 … 1; a block's is its concatenation's.
  let zeroShare: Double?

  /// The median where it is known, this pass's time otherwise.
  var shownNanoseconds: Double? { medianNanoseconds ?? nanoseconds.map { Double($0) } }

  /// 10⁹ multiply-accumulates a second, by `shownNanoseconds`; nil for rows without arithmetic.
  var gmacPerSecond: Double? {
    guard macs > 0, let time = shownNanoseconds, time > 0 else { return nil }
    return Double(macs) / time
  }
}

extension LayerOperation {
  /// `7×7/2`, or `3×3` where the stride is 1; empty for layers without a window.
  var windowText: String {
    guard let kernel, let stride else { return "" }
    return stride == 1 ? "\(kernel)×\(kernel)" : "\(kernel)×\(kernel)/\(stride)"
  }
}

extension FireBlock {
  /// s1x1, e1x1 and e3x3: `16>64+64`.
  var channelsText: String { "\(squeeze1x1)>\(expand1x1)+\(expand3x3)" }
}

extension State {
  /// Numbers of one row.
  func summary(of row: TableRow) -> RowSummary {
    let covered = network.layers(of: row)
    let last = network.layerIndex(of: row).flatMap { network.layer(at: $0) }
    let operation: String
    let fold: RowSummary.Fold
    switch row {
    case .input: return inputSummary
    case .block(let number):
      operation = last?.fire?.channelsText ?? ""
      fold = table.unfolded.contains(number) ? .unfolded : .folded
    case .layer:
      operation = last?.operation.windowText ?? ""
      fold = last?.fire == nil ? .none : .child
    }
    return summary(
      row: row, name: network.shortName(of: row), fold: fold, operation: operation,
      covered: covered, median: median(of: covered),
      zeroShare: last.flatMap { pass.result($0.index)?.statistics.zeroShare })
  }

  /// The photo: nothing is computed, so that it is done as soon as it is there.
  private var inputSummary: RowSummary {
    RowSummary(
      row: .input, name: "input", fold: .none, status: loadedImage == nil ? .pending : .done,
      operation: "", inputShape: nil, outputShape: network.inputShape, parameters: 0, macs: 0,
      activationBytes: 4 * network.inputShape.count, receptiveField: nil, nanoseconds: nil,
      medianNanoseconds: nil, zeroShare: nil)
  }

  /// The row under the table: the whole pass.
  var totalSummary: RowSummary {
    summary(
      row: nil, name: "total", fold: .none, operation: "", covered: network.layers.indices,
      median: measurement?.total.median, zeroShare: nil)
  }

  private func summary(
    row: TableRow?, name: String, fold: RowSummary.Fold, operation: String, covered: Range<Int>,
    median: Double?, zeroShare: Double?
  ) -> RowSummary {
    let layers = covered.compactMap { network.layer(at: $0) }
    let status = status(of: covered)
    let isDone = status == .done
    return RowSummary(
      row: row, name: name, fold: fold, status: status, operation: operation,
      inputShape: layers.first?.inputShape, outputShape: layers.last?.outputShape,
      parameters: layers.reduce(0) { $0 + $1.parameters },
      macs: layers.reduce(0) { $0 + $1.macs },
      activationBytes: row == nil
        ? network.activationBytes : layers.last.map(\.activationBytes) ?? 0,
      receptiveField: layers.last?.receptiveField,
      nanoseconds: isDone
        ? covered.reduce(0) { $0 &+ (pass.result($1)?.nanoseconds ?? 0) } : nil,
      medianNanoseconds: isDone ? median : nil,
      zeroShare: isDone ? zeroShare : nil)
  }

  private func status(of covered: Range<Int>) -> RowSummary.Status {
    if let running = pass.running, covered.contains(running) { return .running }
    if pass.frontier >= covered.upperBound { return .done }
    return pass.frontier > covered.lowerBound ? .partial : .pending
  }

  private func median(of covered: Range<Int>) -> Double? {
    guard let measurement, measurement.layers.count >= covered.upperBound else { return nil }
    return measurement.layers[covered].reduce(0) { $0 + $1.median }
  }
}
