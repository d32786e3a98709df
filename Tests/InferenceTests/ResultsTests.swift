import Testing

@testable import Inference

/// Figures of an answer, by hand.
@Suite("Results") struct ResultsTests {
  /// NumPy: percentile(x, [50, 95]), in any order of the samples.
  @Test(
    arguments: [
      ([7], 7, 7, 7), ([20, 10], 10, 15, 19.5), ([3, 1, 2], 1, 2, 2.9),
      (Array(1...20).reversed(), 1, 10.5, 19.05), (Array(1...101), 1, 51, 96),
    ] as [([UInt64], Double, Double, Double)])
  func percentilesOfTimes(_ samples: [UInt64], _ minimum: Double, _ median: Double, _ p95: Double)
    throws
  {
    let timing = try #require(TimingSummary(nanoseconds: samples))
    #expect(timing.runs == samples.count && timing.minimum == minimum)
    #expect(abs(timing.median - median) < 1e-9 && abs(timing.p95 - p95) < 1e-9)
  }

  /// Whatever the length: values are taken eight at a time, and those that are left one by one.
  @Test(arguments: 0...25) func countsAndEnds(_ count: Int) {
    let some: [Float] = [0, -0.0, 2, 0, -5, 7.5, 1]
    let values = (0..<count).map { some[$0 % 7] }
    let found = ActivationStatistics(of: values)
    #expect(found.count == count && found.nonFiniteCount == 0)
    #expect(found.zeroCount == values.count { $0 == 0 })
    #expect(found.minimum == values.min() ?? 0 && found.maximum == values.max() ?? 0)
    let mean = values.reduce(0.0) { $0 + Double($1) } / Double(max(1, count))
    #expect(abs(found.mean - mean) < 1e-12)
  }

  @Test(arguments: [[], [0.5], [0.1, 0.7, 0.2], [0.4, 0.1, 0.4], [0, 0, 0], [-1, -2, -1.5]])
  func strongestIsTheFirstOfTop(_ values: [Float]) {
    #expect(Prediction.strongest(of: values) == Prediction.top(1, of: values).first)
    #expect(Prediction.strongest(of: values)?.index == values.max().flatMap(values.firstIndex))
  }

  @Test func tiesAtTheTop() {
    let top = { Prediction.top($0, of: $1).map(\.index) }
    #expect(top(3, [0.25, 0.5, 0.25, 0.5]) == [1, 3, 0])
    #expect(top(9, [0.1, 0.1, 0.1]) == [0, 1, 2])
    #expect(top(0, [1]) == [] && top(-1, [1]) == [] && top(1, []) == [])
  }
}
