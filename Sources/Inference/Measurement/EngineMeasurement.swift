import SqueezeNet

/// An event between two layers of a measured pass.
public enum Interruption: Sendable {
  case none
  /// Something else took time: this pass does not count.
  case disturbed
  /// End with the passes that are done.
  case stop
}

extension Engine {
  /// Repeats the whole pass over the input that was set, after one pass that is not counted. The
  /// peak is measured after each pass, and the best of all counts: other work on the machine only
  /// ever slows one down, and a share of a peak that was too low would be too high.
  ///
  /// - Parameters:
  ///   - beforeLayer: asked before each layer what happened meanwhile.
  ///   - passDone: told how many passes are done and how long the last one took, after each; its
  ///     own time is not measured.
  /// - Returns: nil when no pass was completed.
  public func measure(
    runs: Int, beforeLayer: () -> Interruption = { .none },
    passDone: (Int, PassTime) -> Void = { _, _ in }
  ) -> Measurement? {
    var passes: [PassTime] = []
    var peaks: [Double] = []
    if runs > 0 {
      repeatPasses(beforeLayer: beforeLayer) { pass in
        passes.append(pass)
        peaks.append(measurePeak(tries: 3))
        passDone(passes.count, pass)
        return passes.count < runs
      }
    }
    guard let total = TimingSummary(nanoseconds: passes.map(\.total)) else { return nil }
    return Measurement(
      layers: network.layers.indices.compactMap { layer in
        TimingSummary(nanoseconds: passes.map { $0.layers[layer] })
      },
      total: total, peak: peaks.max() ?? 0)
  }

  /// Repeats the whole pass over the input that was set, after one pass that is not counted, and
  /// keeps nothing.
  ///
  /// - Parameters:
  ///   - beforeLayer: asked before each layer what happened meanwhile.
  ///   - passDone: told how long each took; its own time is not measured. False ends it.
  public func repeatPasses(
    beforeLayer: () -> Interruption = { .none }, passDone: (PassTime) -> Bool
  ) {
    var isWarm = false
    while true {
      let start = monotonicNanoseconds()
      var times: [UInt64] = []
      var counts = isWarm
      for layer in network.layers.indices {
        switch beforeLayer() {
        case .none: break
        case .disturbed: counts = false
        case .stop: return
        }
        times.append(run(layer: layer))
      }
      let total = monotonicNanoseconds() - start
      isWarm = true
      if counts, !passDone(PassTime(layers: times, total: total)) { return }
    }
  }

  private static let longRun: UInt64 = 20_000_000

  /// Computes one layer and says how it went; nil for a layer that does not exist. The second
  /// value is a copy of its output.
  ///
  /// A short layer runs twice, and the quicker run counts: the first touches weights and outputs
  /// that are not in memory or in a cache yet, after a pause with threads that sleep, and would
  /// show ten times what the layer takes. What runs for `longRun` has got warm meanwhile.
  public func report(layer index: Int) -> (result: LayerResult, output: Activation)? {
    var nanoseconds = run(layer: index)
    if nanoseconds < Self.longRun { nanoseconds = min(nanoseconds, run(layer: index)) }
    guard let output = activation(layer: index) else { return nil }
    let statistics = ActivationStatistics(of: output.values)
    return (LayerResult(layer: index, nanoseconds: nanoseconds, statistics: statistics), output)
  }
}
