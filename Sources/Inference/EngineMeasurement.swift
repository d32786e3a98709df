import SqueezeNet

/// What happened between two layers of a measured pass.
public enum Interruption: Sendable {
  case none
  /// Something else took time: this pass does not count.
  case disturbed
  /// End with the passes that are done.
  case stop
}

extension Engine {
  /// Repeats the whole pass over the input that was set, after one pass that is not counted.
  ///
  /// - Parameters:
  ///   - beforeLayer: asked before each layer what happened meanwhile.
  ///   - passDone: told how many passes are done, after each; its time is not measured.
  /// - Returns: nil when no pass was completed.
  public func measure(
    runs: Int, beforeLayer: () -> Interruption = { .none }, passDone: (Int) -> Void = { _ in }
  ) -> Measurement? {
    var layers = [[UInt64]](repeating: [], count: network.layers.count)
    var totals: [UInt64] = []
    var isWarm = false
    passes: while totals.count < runs {
      let start = monotonicNanoseconds()
      var times: [UInt64] = []
      var counts = isWarm
      for layer in network.layers.indices {
        switch beforeLayer() {
        case .none: break
        case .disturbed: counts = false
        case .stop: break passes
        }
        times.append(run(layer: layer))
      }
      let total = monotonicNanoseconds() - start
      isWarm = true
      guard counts else { continue }
      totals.append(total)
      for (layer, time) in times.enumerated() { layers[layer].append(time) }
      passDone(totals.count)
    }
    guard let total = TimingSummary(nanoseconds: totals) else { return nil }
    return Measurement(
      layers: layers.compactMap { TimingSummary(nanoseconds: $0) }, total: total,
      peak: measurePeak())
  }

  /// Computes one layer and says how it went; nil for a layer that does not exist. The second
  /// value is a copy of its output.
  public func report(layer index: Int) -> (result: LayerResult, output: Activation)? {
    let nanoseconds = run(layer: index)
    guard let output = activation(layer: index) else { return nil }
    let statistics = ActivationStatistics(of: output.values)
    return (LayerResult(layer: index, nanoseconds: nanoseconds, statistics: statistics), output)
  }
}
