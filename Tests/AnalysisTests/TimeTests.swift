import Analysis
import Inference
import SqueezeNet
import Testing

@Suite("Where the time goes")
struct TimeTests {
  @Test(arguments: GoldenPass.all)
  func costsAgreeWithNumPy(_ golden: GoldenPass) throws {
    let network = try golden.pass().network
    #expect(golden.costs.count == network.layers.count)
    for layer in network.layers {
      let expected = try #require(golden.costs[layer.name])
      #expect([layer.macs, layer.minimumBytes] == expected, "\(layer.name)")
      let intensity = layer.arithmeticIntensity
      #expect((intensity == nil) == (expected[0] == 0))
      if let intensity { #expect(intensity == Double(expected[0]) / Double(expected[1])) }
    }
  }

  @Test func kinds() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    let timings = try network.layers.map { layer in
      try #require(TimingSummary(nanoseconds: [UInt64(layer.index + 1) * 1000]))
    }
    let kinds = KindTime.all(network: network, timings: timings)
    #expect(kinds.map(\.kind) == LayerKind.allCases.filter { $0 != .bypass && $0 != .sigmoid })
    #expect(kinds.map(\.layers) == [1, 3, 8, 8, 8, 8, 1, 1, 1])
    #expect(isClose(kinds.reduce(0) { $0 + $1.share }, 1, 1e-12))
    #expect(kinds.reduce(0) { $0 + $1.macs } == network.macs)
    let sum = timings.reduce(0) { $0 + $1.median }
    #expect(isClose(kinds.reduce(0) { $0 + $1.nanoseconds }, sum, 1e-12, of: sum))
    for layer in network.layers {
      if layer.name.contains("/") { #expect(layer.name.hasSuffix(layer.kind.rawValue)) }
    }
    let first = try #require(kinds.first)
    #expect(first.gmacPerSecond == Double(network.layers[0].macs) / 1000)
    #expect(kinds.last?.gmacPerSecond == nil)
    #expect(KindTime.all(network: network, timings: []).isEmpty)
  }

  @Test func roofline() throws {
    let roof = try #require(Roofline(peak: 50, bandwidth: 10))
    #expect(roof.ridge == 5)
    #expect(roof.bound(intensity: 2) == 20 && roof.bound(intensity: 7) == 50)
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    for layer in network.layers {
      let (multiplying, moving) = (Double(layer.macs) / 50, Double(layer.minimumBytes) / 10)
      let least = max(multiplying, moving)
      guard layer.minimumBytes > 0 else {
        #expect(layer.isFireOutput && least == 0)
        continue
      }
      let intensity = layer.arithmeticIntensity ?? 0
      #expect(roof.limit(intensity: intensity) == (multiplying >= moving ? .arithmetic : .memory))
      // The bound is what the least time gives.
      if layer.macs > 0 {
        #expect(isClose(Double(layer.macs) / least, roof.bound(intensity: intensity), 1e-9))
      }
    }
    #expect(Roofline(peak: 0, bandwidth: 1) == nil)
    #expect(Roofline(peak: 1, bandwidth: .infinity) == nil)
    #expect(Roofline(peak: .nan, bandwidth: 1) == nil)
  }

  @Test func windowOfPasses() throws {
    var window = PassWindow(capacity: 3)
    #expect(window.total == nil && window.timing(ofLayer: 0) == nil)
    for time in 1...5 as ClosedRange<UInt64> {
      window.add(PassTime(layers: [time, time * 10], total: time * 11))
    }
    #expect(window.totals == [33, 44, 55] && window.count == 5)
    #expect(window.total?.median == 44)
    #expect(window.timing(ofLayer: 1)?.minimum == 30)
    #expect(window.timing(ofLayer: 2) == nil)
    #expect(window.timing(ofLayers: 0..<2) == window.total)
    for range in [0..<0, 1..<3, 2..<3, -1..<1] { #expect(window.timing(ofLayers: range) == nil) }
    #expect(PassWindow(capacity: 0).capacity == 1)
  }

  /// One layer is slow in each pass, another one each time: no pass is as quick as the medians.
  @Test func sharesAreOfTheSumOfTheMedians() throws {
    var window = PassWindow()
    for layers in [[30, 2, 4], [1, 40, 4], [1, 2, 50]] as [[UInt64]] {
      window.add(PassTime(layers: layers, total: layers.reduce(0, +)))
    }
    let medians = try (0..<3).map { try #require(window.timing(ofLayer: $0)).median }
    #expect(medians == [1, 2, 4] && window.total?.median == 45)
    let times = LayerTimes(medians: medians)
    #expect(
      times.sum == 7 && times.share(of: 0..<1) == 1.0 / 7 && times.share(of: 1..<3) == 6.0 / 7)
    #expect(times.share(of: 0..<3) == 1 && times.share(of: times.median(of: 2..<9)) == 4.0 / 7)
    #expect(LayerTimes(medians: []).share(of: 0..<1) == 0)
  }

  /// The medians count, which stand beside it.
  @Test func speedupIsOfMedians() throws {
    let one = try #require(TimingSummary(nanoseconds: [50, 108, 400]))
    let two = try #require(TimingSummary(nanoseconds: [55, 60, 70]))
    let entry = try #require(ThreadScaling([1: one, 2: two]).entries.last)
    #expect(entry.speedup == 1.8 && !entry.isImplausible)
    let quick = try #require(TimingSummary(nanoseconds: [30]))
    #expect(ThreadScaling([1: one, 2: quick]).entries.last?.isImplausible == true)
  }

  @Test func threads() throws {
    let timings = try [4: 400, 1: 1000, 2: 500].mapValues { time in
      try #require(TimingSummary(nanoseconds: [UInt64(time)]))
    }
    let scaling = ThreadScaling(timings)
    #expect(scaling.entries.map(\.threads) == [1, 2, 4])
    #expect(scaling.entries.map(\.speedup) == [1, 2, 2.5])
    #expect(scaling.entries.map(\.efficiency) == [1, 1, 0.625])
    #expect(ThreadScaling.counts(upTo: 2) == [1, 2] && ThreadScaling.counts(upTo: 0) == [1])
    #expect(ThreadScaling.counts(upTo: 16) == [1, 2, 3, 4, 5, 6, 7, 8, 16])
    #expect(ThreadScaling.counts(upTo: 48) == [1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 48])
    let two = try #require(timings[2])
    #expect(ThreadScaling([2: two]).entries.first?.speedup == nil)
  }
}
