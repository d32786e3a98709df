import Foundation
import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("Session")
struct SessionTests {
  private let network: Network
  private let inbox = Inbox()
  private let session: Session
  private let input: [Float]

  init() throws {
    network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(67))
    input = SyntheticInput.values(shape: network.inputShape, seed: 3)
    session = try Session(
      network: network, weights: .glorot(architecture: .v11, seed: 4, biasLimit: 0.1), threads: 2,
      deliver: inbox.deliver)
  }

  private func idle(_ generation: Int) -> (SessionEvent) -> Bool {
    { event in if case .idle(generation) = event { true } else { false } }
  }

  private func finishedLayers(_ events: [SessionEvent]) -> [Int] {
    events.compactMap { event in
      if case .finished(_, let result) = event { result.layer } else { nil }
    }
  }

  @Test func wholePassThenBackAndForth() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 0, generation: 1))
    let pass = try #require(inbox.take(until: idle(1)))
    #expect(finishedLayers(pass) == Array(network.layers.indices))
    let probabilities = pass.compactMap { event in
      if case .classified(1, let probabilities) = event { probabilities } else { nil }
    }
    #expect(probabilities.count == 1)
    #expect(abs((probabilities.first ?? []).reduce(0, +) - 1) < 1e-5)

    session.send(.rewind(to: 10, generation: 2))
    // Beyond the frontier there is nothing to copy, and nothing comes.
    session.send(.fetchActivations(layers: [10], generation: 2))
    session.send(.run(upTo: 12, pause: 0, generation: 2))
    session.send(.fetchActivations(layers: [11], generation: 2))
    let step = try #require(
      inbox.take { if case .activations(2, _) = $0 { true } else { false } })
    #expect(finishedLayers(step) == [10, 11])
    guard case .activations(_, let outputs)? = step.last else { return }
    #expect(Array(outputs.keys) == [11])
    session.close()
  }

  /// Whoever asked for a copy waits for it: closing drops what runs, not that.
  @Test func aSnapshotIsGivenThoughTheSessionIsClosed() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 10_000, generation: 1))
    let given = DispatchSemaphore(value: 0)
    session.takeSnapshot { _ in given.signal() }
    session.close()
    #expect(given.wait(timeout: .now() + 30) == .success)
  }

  @Test func copiesAreTheEngines() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: 5, pause: 0, generation: 1))
    session.send(.fetchActivations(layers: [nil, 4], generation: 1))
    let events = try #require(
      inbox.take { if case .activations(1, _) = $0 { true } else { false } })
    let engine = try Engine(
      network: network, weights: .glorot(architecture: .v11, seed: 4, biasLimit: 0.1), threads: 1)
    try engine.setInput(input)
    engine.run(layers: 0..<5)
    guard case .activations(_, let outputs)? = events.last else { return }
    #expect(outputs.count == 2)
    for (layer, activation) in outputs {
      #expect(activation == engine.activation(layer: layer))
    }
    session.close()
  }

  @Test func cancelEndsSlowMotion() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 100_000, generation: 1))
    session.send(.cancel)
    let events = try #require(inbox.take(until: idle(1)))
    #expect(finishedLayers(events).isEmpty)
    // What comes after a cancellation is not touched by it.
    session.send(.run(upTo: 2, pause: 0, generation: 2))
    #expect(finishedLayers(try #require(inbox.take(until: idle(2)))) == [0, 1])
    session.close()
  }

  /// A view asks while the pass waits in slow motion: it gets its copy without waiting for the end.
  @Test func copyDuringSlowMotion() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: 1, pause: 0, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 100_000, generation: 2))
    session.send(.fetchActivations(layers: [0], generation: 2))
    #expect(
      inbox.take { if case .activations(2, _) = $0 { true } else { false } } != nil)
    session.send(.cancel)
    #expect(inbox.take(until: idle(2)) != nil)
    session.close()
  }

  @Test func measurement() throws {
    session.send(.useInput(input, generation: 1))
    session.send(.measure(runs: 3, generation: 1))
    let events = try #require(
      inbox.take { if case .measured = $0 { true } else { false } })
    guard case .measured(1, let measurement?)? = events.last else {
      Issue.record("no measurement")
      return
    }
    #expect(measurement.total.runs == 3)
    #expect(measurement.layers.count == network.layers.count)
    #expect(measurement.total.minimum >= measurement.layers.reduce(0) { $0 + $1.minimum })
    // The frontier has not moved: nothing counts as computed.
    session.send(.run(upTo: 1, pause: 0, generation: 2))
    #expect(finishedLayers(try #require(inbox.take(until: idle(2)))) == [0])
    session.close()
  }
}
