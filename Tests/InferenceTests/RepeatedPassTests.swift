import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("Repeated passes and what the machine gives")
struct RepeatedPassTests {
  private let network: Network
  private let weights: ModelWeights
  private let input: [Float]

  init() throws {
    network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(35))
    weights = try .glorot(architecture: .v11, seed: 4)
    input = SyntheticInput.values(shape: network.inputShape, seed: 3)
  }

  @Test func measurementsAreTheSumOfTheirPasses() throws {
    let engine = try Engine(network: network, weights: weights, threads: 2)
    try engine.setInput(input)
    var passes: [PassTime] = []
    let measurement = try #require(
      engine.measure(
        runs: 4,
        passDone: { done, pass in
          passes.append(pass)
          #expect(done == passes.count)
        }))
    #expect(passes.count == 4 && passes.allSatisfy { $0.layers.count == network.layers.count })
    #expect(passes.allSatisfy { $0.total >= $0.layers.reduce(0, +) })
    #expect(measurement.total == TimingSummary(nanoseconds: passes.map(\.total)))
    #expect(measurement.layers[3] == TimingSummary(nanoseconds: passes.map { $0.layers[3] }))
    #expect(engine.measure(runs: 0) == nil)
  }

  /// The first pass finds nothing in the caches; one that something else took time from is no
  /// measurement either.
  @Test func coldAndDisturbedPassesDoNotCount() throws {
    let engine = try Engine(network: network, weights: weights, threads: 1)
    try engine.setInput(input)
    let count = network.layers.count
    var asked = 0
    let measurement = engine.measure(
      runs: 2,
      beforeLayer: {
        asked += 1
        return asked == 2 * count ? .disturbed : .none
      })
    #expect(measurement?.total.runs == 2 && asked == 4 * count)
    asked = 0
    let stopped = engine.measure(
      runs: 9,
      beforeLayer: {
        asked += 1
        return asked > count ? .stop : .none
      })
    #expect(stopped == nil, "one pass, the cold one")
  }

  @Test func passesRepeatUntilTheyAreStopped() throws {
    let inbox = Inbox()
    let session = try Session(
      network: network, weights: weights, threads: 2, deliver: inbox.deliver)
    session.send(.useInput(input, generation: 1))
    session.send(.repeatPasses(generation: 1))
    var told = 0
    for _ in 0..<3 {
      let events = try #require(inbox.take { if case .timed(1, _) = $0 { true } else { false } })
      if told == 0 {
        #expect(events.contains { if case .peak(1, 0...) = $0 { true } else { false } })
      }
      guard case .timed(_, let passes)? = events.last else { return }
      #expect(!passes.isEmpty && passes.allSatisfy { $0.layers.count == network.layers.count })
      told += passes.count
    }
    #expect(told >= 3)
    session.send(.cancel)
    #expect(inbox.take { if case .measured(1, nil) = $0 { true } else { false } } != nil)
    // The frontier has not moved: nothing counts as computed.
    session.send(.fetchActivations(layers: [0], generation: 2))
    session.send(.run(upTo: 1, pause: 0, generation: 2))
    let events = try #require(inbox.take { if case .idle(2) = $0 { true } else { false } })
    #expect(!events.contains { if case .activations = $0 { true } else { false } })
    session.close()
  }

  /// Whoever wants all outputs does not wait until somebody stops the passes.
  @Test func aSnapshotIsTakenMeanwhile() throws {
    let inbox = Inbox()
    let session = try Session(
      network: network, weights: weights, threads: 2, deliver: inbox.deliver)
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 0, generation: 1))
    session.send(.repeatPasses(generation: 1))
    _ = try #require(inbox.take { if case .timed(1, _) = $0 { true } else { false } })
    let snapshot = try #require(inbox.snapshot(of: session))
    let events = inbox.waiting
    let expected = try #require(
      try Snapshot.ofPass(network: network, weights: weights, input: input, threads: 2))
    for layer in network.layers.indices {
      let (one, two) = (snapshot.activation(layer: layer), expected.activation(layer: layer))
      #expect(one?.values == two?.values && one != nil, "\(layer)")
    }
    #expect(!events.contains { if case .measured = $0 { true } else { false } })
    session.send(.cancel)
    #expect(inbox.take { if case .measured(1, nil) = $0 { true } else { false } } != nil)
    session.close()
  }

  @Test func threadsSideBySide() throws {
    var done: [Int] = []
    let timings = try #require(
      try Engine.scaling(
        network: network, weights: weights, input: input, threads: [1, 3], runs: 2,
        passDone: { done.append($0) }))
    #expect(done == [1, 1, 3, 3])
    #expect(timings.mapValues(\.runs) == [1: 2, 3: 2])
    #expect(
      try Engine.scaling(
        network: network, weights: weights, input: input, threads: [1], runs: 2,
        beforeLayer: { .stop }) == nil)
  }

  @Test func theMachineIsMeasuredWithProgress() throws {
    let inbox = Inbox()
    let session = try Session(
      network: network, weights: weights, threads: 2, deliver: inbox.deliver)
    session.send(.useInput(input, generation: 1))
    session.send(.measureMachine(threads: [1, 2], runs: 3, generation: 1))
    let events = try #require(inbox.take { if case .machine = $0 { true } else { false } })
    let steps = events.compactMap { event in
      if case .probing(1, let done, 8) = event { done } else { nil }
    }
    // Some of them are told, in order; the first and the last always.
    #expect(steps.first == 1 && steps.last == 8 && Set(steps).sorted() == steps)
    guard case .machine(1, let figures?)? = events.last else {
      Issue.record("no figures")
      return
    }
    #expect(figures.threads == 2 && figures.peak > 0 && (figures.bandwidth ?? 0) > 0)
    #expect(figures.passes.mapValues(\.runs) == [1: 3, 2: 3])
    // Cancelled, it answers with nothing.
    session.send(.measureMachine(threads: [1, 2], runs: 1_000_000, generation: 2))
    #expect(inbox.take { if case .probing(2, 4..., _) = $0 { true } else { false } } != nil)
    session.send(.cancel)
    #expect(inbox.take { if case .machine(2, nil) = $0 { true } else { false } } != nil)
    session.close()
  }

  @Test func memoryDelivers() throws {
    let engine = try Engine(network: network, weights: weights, threads: 2)
    let rate = try #require(engine.measureMemoryBandwidth())
    // No machine reads slower than 0.05 or faster than 20,000 GB/s.
    #expect(rate > 0.05 && rate < 20_000)
    #expect((64 << 20...256 << 20).contains(Engine.bandwidthBufferBytes))
  }

  /// Where layers share memory, edits run the whole pass, and nothing can be looked back at.
  @Test func editsWithSharedMemory() throws {
    let lean = try Engine(
      network: network, weights: weights, threads: 1, keepsActivations: false)
    let keeping = try Engine(network: network, weights: weights, threads: 1)
    let last = network.layers.count - 1
    for engine in [lean, keeping] {
      try engine.setInput(input)
      engine.run()
      let outcome = engine.ablate([0: [1, 2], 5: [3]])
      #expect(engine.keepsActivations || outcome.outdated == Array(network.layers.indices))
      engine.run()
    }
    let ablated = try #require(keeping.activation(layer: last)).values
    let found = try #require(lean.activation(layer: last)).values
    #expect(zip(found, ablated).allSatisfy { abs($0 - $1) <= 1e-6 })
    #expect(lean.ablate([0: [1, 2], 5: [3]]).outdated.isEmpty)
    #expect(lean.snapshot() == nil && lean.ablationLosses(ofLayer: 0) == nil)
  }
}
