import Analysis
import Inference
import SqueezeNet

/// The view of times: which part of it, and what was measured.
struct TimeState: Sendable {
  /// The section that is shown where there is no room for all.
  enum Section: String, CaseIterable, Sendable {
    case layers, kinds, passes, threads, roofline
  }
  var section = Section.layers
  /// The latest passes of this image.
  var window = PassWindow()
  /// Multiply-adds that the threads reach in registers alone, in 10⁹ a second: the best of all
  /// measurements, for other work on the machine only ever slows one down.
  var peak: Double?
  /// The machine's figures, as measured last; of any image.
  var machine: MachineFigures?
  /// The numbers of threads that the machine is measured with; the answer goes to `machine`.
  var asked = Asked<[Int], Never>()

  /// Steps of measuring the machine, while that goes on.
  var probing: (done: Int, of: Int)? { asked.progress }

  /// Passes of each number of threads when the machine is measured.
  static let runs = 10

  mutating func take(peak new: Double) {
    guard new.isFinite, new > 0 else { return }
    peak = max(peak ?? 0, new)
  }

  /// Another image comes.
  mutating func forgetPasses() {
    window = PassWindow()
    asked.forget()
  }
}

extension State {
  /// True where passes repeat until they are stopped.
  var isLive: Bool { measuring != nil && measuring?.of == nil }

  /// Of layers that follow each other, taken together: of the repeated passes, else of the one
  /// that is shown. Nil where layers are pending, or ran with channels switched off.
  public func timing(of layers: Range<Int>) -> TimingSummary? {
    if time.window.count > 0 { return time.window.timing(ofLayers: layers) }
    let results = layers.compactMap { pass.result($0) }
    guard !layers.isEmpty, results.count == layers.count,
      pass.ablatedLayers.isDisjoint(with: layers)
    else { return nil }
    return TimingSummary(
      nanoseconds: CollectionOfOne(results.reduce(0) { $0 &+ $1.nanoseconds }))
  }

  /// Of one row of the table.
  func timing(of row: TableRow) -> TimingSummary? { timing(of: network.layers(of: row)) }

  /// Of the whole pass: measured around all layers where passes were repeated, else their sum.
  var totalTiming: TimingSummary? {
    time.window.total ?? timing(of: network.layers.indices)
  }

  /// Of every layer; empty where one is missing.
  var layerTimings: [TimingSummary] {
    let all = network.layers.indices.compactMap { timing(of: $0..<$0 + 1) }
    return all.count == network.layers.count ? all : []
  }

  /// The rates that the machine allows; nil before it was measured.
  public var roofline: Roofline? {
    guard let peak = time.peak, let bandwidth = time.machine?.bandwidth else { return nil }
    return Roofline(peak: peak, bandwidth: bandwidth)
  }
}
