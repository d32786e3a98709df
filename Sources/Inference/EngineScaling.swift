import SqueezeNet
import Weights

extension Engine {
  /// Whole passes over one input by number of threads, measured one number after the other on an
  /// engine of its own each, after a pass that is not counted.
  ///
  /// - Parameters:
  ///   - input: the prepared image.
  ///   - threads: numbers of threads to measure.
  ///   - runs: passes for each.
  ///   - beforePass: told the number of threads; false ends it.
  /// - Returns: nil when ended early.
  public static func scaling(
    network: Network, weights: ModelWeights, input: [Float], threads: [Int], runs: Int,
    beforePass: (_ threads: Int) -> Bool = { _ in true }
  ) throws(EngineError) -> [Int: TimingSummary]? {
    var timings: [Int: TimingSummary] = [:]
    for count in threads {
      let engine = try Engine(network: network, weights: weights, threads: count, givesWay: true)
      try engine.setInput(input)
      var times: [UInt64] = []
      for pass in 0...max(1, runs) {
        guard beforePass(count) else { return nil }
        let time = engine.run()
        if pass > 0 { times.append(time) }
      }
      timings[count] = TimingSummary(nanoseconds: times)
    }
    return timings
  }
}
