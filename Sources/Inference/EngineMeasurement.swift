import SqueezeNet

extension Engine {
  /// Repeats the whole pass over the input that was set, after one pass that is not counted.
  ///
  /// - Parameters:
  ///   - shouldStop: asked before each layer; true ends the measurement with the passes done.
  ///   - passDone: told how many passes are done, after each; its time is not measured.
  /// - Returns: nil when no pass was completed.
  public func measure(
    runs: Int, shouldStop: () -> Bool = { false }, passDone: (Int) -> Void = { _ in }
  ) -> Measurement? {
    var layers = [[UInt64]](repeating: [], count: network.layers.count)
    var totals: [UInt64] = []
    for pass in 0...max(0, runs) {
      let start = monotonicNanoseconds()
      var times: [UInt64] = []
      for layer in network.layers.indices {
        if shouldStop() { break }
        times.append(run(layer: layer))
      }
      guard times.count == layers.count else { break }
      if pass == 0 { continue }
      totals.append(monotonicNanoseconds() - start)
      for (layer, time) in times.enumerated() { layers[layer].append(time) }
      passDone(totals.count)
    }
    guard let total = TimingSummary(nanoseconds: totals) else { return nil }
    return Measurement(
      layers: layers.compactMap { TimingSummary(nanoseconds: $0) }, total: total)
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
