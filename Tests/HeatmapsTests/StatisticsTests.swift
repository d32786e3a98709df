import Analysis
import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing

@testable import Heatmaps

/// Against NumPy; the goldens are made by Scripts/goldens/statistics.py.
@Suite("Statistics")
struct StatisticsTests {
  struct Goldens: Decodable {
    struct ActivationCase: Decodable {
      let name: String
      let shape: [Int]
      let values: [Float]
      let mean, std, min, max: Double
      let zeros: Int
      let meanMap, maximumMap, lastChannel: [Float]
      let channelMeans: [Double]
      let ranking: [Int]
      let percentiles: [String: [Float]]
      let histogram: [Int]

      func activation() throws -> Activation {
        try #require(
          Activation(
            shape: Shape(height: shape[0], width: shape[1], channels: shape[2]), values: values))
      }
    }
    struct TimingCase: Decodable {
      let samples: [UInt64]
      let minimum, median, p95: Double
    }
    let activations: [ActivationCase]
    let timings: [TimingCase]
  }

  let goldens: Goldens

  init() throws {
    goldens = try TestSupport.Goldens(.module).json("statistics")
    #expect(goldens.activations.count == 5 && goldens.timings.count == 6)
  }

  private func close(_ a: [Float], _ b: [Float]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($1)) }
  }

  @Test func activationStatistics() {
    for golden in goldens.activations {
      let statistics = ActivationStatistics(of: golden.values)
      #expect(abs(statistics.mean - golden.mean) < 1e-9, "\(golden.name)")
      #expect(abs(statistics.standardDeviation - golden.std) < 1e-9, "\(golden.name)")
      #expect(Double(statistics.minimum) == golden.min, "\(golden.name)")
      #expect(Double(statistics.maximum) == golden.max, "\(golden.name)")
      #expect(statistics.zeroCount == golden.zeros, "\(golden.name)")
      #expect(statistics.count == golden.values.count)
    }
  }

  @Test func nonFiniteValuesAreCountedApart() {
    let statistics = ActivationStatistics(of: [1, .nan, 3, .infinity, -.infinity, 0])
    #expect(statistics.nonFiniteCount == 3)
    #expect(statistics.mean == 4.0 / 3)
    #expect(statistics.minimum == 0 && statistics.maximum == 3)
  }

  @Test func timingPercentiles() throws {
    for golden in goldens.timings {
      let summary = try #require(TimingSummary(nanoseconds: golden.samples))
      #expect(summary.runs == golden.samples.count)
      #expect(summary.minimum == golden.minimum)
      #expect(abs(summary.median - golden.median) < 1e-6)
      #expect(abs(summary.p95 - golden.p95) < 1e-6)
    }
    #expect(TimingSummary(nanoseconds: []) == nil)
  }

  @Test func featureMaps() throws {
    for golden in goldens.activations {
      let activation = try golden.activation()
      let mean = FeatureMap(of: activation, reduction: .mean, channel: 0)
      let maximum = FeatureMap(of: activation, reduction: .maximum, channel: 0)
      let last = FeatureMap(
        of: activation, reduction: .channel, channel: golden.shape[2] - 1)
      #expect(close(mean.values, golden.meanMap), "\(golden.name)")
      #expect(maximum.values == golden.maximumMap, "\(golden.name)")
      #expect(last.values == golden.lastChannel, "\(golden.name)")
      #expect(last.minimum == golden.lastChannel.min())
      #expect(last.maximum == golden.lastChannel.max())
      let isAllZero = mean.isConstant && mean.minimum == 0 && !mean.values.isEmpty
      #expect(isAllZero == (golden.name == "zero"), "\(golden.name)")
      #expect(mean.isConstant == ["zero", "constant"].contains(golden.name), "\(golden.name)")
    }
  }

  @Test func ranking() throws {
    for golden in goldens.activations {
      let statistics = ChannelStatistics(of: try golden.activation())
      #expect(ChannelOrder.mean.channels(statistics) == golden.ranking, "\(golden.name)")
      let means = statistics.means
      #expect(zip(means, golden.channelMeans).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test func percentilesAndHistograms() throws {
    for golden in goldens.activations {
      for (clip, ends) in golden.percentiles {
        let range = ValueRange(of: golden.values, clip: try #require(Double(clip)))
        #expect(close([range.minimum, range.maximum], ends), "\(golden.name) \(clip)")
      }
      let histogram = Histogram(of: golden.values, bins: 7)
      #expect(histogram.counts == golden.histogram, "\(golden.name)")
      #expect(histogram.zeros == golden.zeros)
      guard !histogram.counts.isEmpty else { continue }
      #expect(Float(histogram.limit(7)) == golden.values.filter { $0 != 0 }.max())
    }
    #expect(ValueRange(of: [.nan, .infinity], clip: 1) == ValueRange(minimum: 0, maximum: 0))
    #expect(Histogram(of: [.nan, 0, 2], bins: 3).nonFinite == 1)
  }

  @Test func mapsSayWhatIsNotANumber() throws {
    let shape = Shape(height: 1, width: 2, channels: 2)
    let activation = try #require(Activation(shape: shape, values: [1, .nan, 2, 5]))
    for reduction in [Reduction.mean, .maximum] {
      let map = FeatureMap(of: activation, reduction: reduction, channel: 0)
      #expect(map.values.contains { $0.isNaN } && map.nonFiniteCount == 1)
      #expect(!map.isConstant)
      #expect(!map.values.allSatisfy { $0 == 0 })
    }
    #expect(ChannelOrder.mean.channels(ChannelStatistics(of: activation)) == [0, 1])
  }
}
