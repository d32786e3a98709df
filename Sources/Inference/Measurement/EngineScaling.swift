import SqueezeNet
import Weights

extension Engine {
  /// Whole passes over one input by number of threads, measured one number after the other on an
  /// engine of its own each, after a pass that is not counted.
  ///
  /// - Parameters:
  ///   - input: the prepared image.
  ///   - threads: numbers of threads to measure.
  ///   - runs: passes for each, at least one.
  ///   - beforeLayer: asked before each layer what happened meanwhile.
  ///   - passDone: told the number of threads after each pass that counts.
  /// - Returns: nil when ended early.
  public static func scaling(
    network: Network, weights: ModelWeights, input: [Float], threads: [Int], runs: Int,
    beforeLayer: () -> Interruption = { .none }, passDone: (_ threads: Int) -> Void = { _ in }
  ) throws(EngineError) -> [Int: TimingSummary]? {
    let runs = max(1, runs)
    var timings: [Int: TimingSummary] = [:]
    for count in threads {
      let engine = try Engine(network: network, weights: weights, threads: count, givesWay: true)
      try engine.setInput(input)
      var times: [UInt64] = []
      engine.repeatPasses(beforeLayer: beforeLayer) { pass in
        times.append(pass.total)
        passDone(count)
        return times.count < runs
      }
      guard times.count == runs else { return nil }
      timings[count] = TimingSummary(nanoseconds: times)
    }
    return timings
  }
}
