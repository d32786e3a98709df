import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("Session: edits, effects, snapshots")
struct SessionEditsTests {
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
    session.send(.useInput(input, generation: 1))
  }

  private func runAll() throws -> [Float] {
    session.send(.run(upTo: network.layers.count, pause: 0, generation: 1))
    let events = try #require(
      inbox.take { if case .idle(1) = $0 { true } else { false } })
    for case .classified(_, let probabilities) in events { return probabilities }
    return []
  }

  private func edit(_ ablation: Ablation, generation: Int) throws -> AblationOutcome {
    session.send(.ablate(ablation, generation: generation))
    let events = try #require(
      inbox.take { if case .ablated(generation, _) = $0 { true } else { false } })
    guard case .ablated(_, let outcome)? = events.last else { throw Missing() }
    return outcome
  }
  private struct Missing: Error {}

  private func snapshot() throws -> Snapshot {
    try #require(inbox.snapshot(of: session))
  }

  @Test func thereAndBack() throws {
    let probabilities = try runAll()
    let before = try snapshot()
    var ablation = Ablation()
    let layer = try #require(network.layer(named: "fire6/expand1x1"))
    ablation.set(0..<192, of: layer.index, off: true, in: network)
    let outcome = try edit(ablation, generation: 2)
    #expect(outcome.ablation == ablation)
    #expect(outcome.layers == network.dependents(of: [layer.index]))
    #expect(outcome.frontier == network.layers.count)
    #expect(outcome.probabilities != probabilities)
    #expect(outcome.statistics[layer.index]?.zeroShare == 1)
    #expect(outcome.statistics[0] == nil)
    #expect(outcome.nanoseconds > 0)
    let ablated = try snapshot()
    #expect(ablated.ablation == ablation)
    #expect(ablated.activation(layer: layer.index)?.values.allSatisfy { $0 == 0 } == true)
    ablation.occlusion = Occlusion(row: 10, column: 10, side: 30)
    #expect(try edit(ablation, generation: 3).layers == Array(network.layers.indices))
    let covered = try snapshot()
    #expect(covered.input.value(row: 20, column: 20, channel: 1) == 0)
    let back = try edit(Ablation(), generation: 4)
    #expect(back.probabilities == probabilities)
    let after = try snapshot()
    for layer in network.layers {
      #expect(after.activation(layer: layer.index) == before.activation(layer: layer.index))
    }
    #expect(after.input == before.input)
    session.close()
  }

  /// Measured passes keep the edits; another image drops them.
  @Test func editsLastUntilAnotherImage() throws {
    let probabilities = try runAll()
    var ablation = Ablation()
    ablation.set(0..<64, of: 0, off: true, in: network)
    let outcome = try edit(ablation, generation: 2)
    session.send(.measure(runs: 1, generation: 2))
    #expect(inbox.take { if case .measured = $0 { true } else { false } } != nil)
    let last = network.layers.count - 1
    #expect(try snapshot().activation(layer: last)?.values == outcome.probabilities)
    session.send(.useInput(input, generation: 1))
    #expect(try runAll() == probabilities)
    #expect(try snapshot().ablation.isEmpty)
    session.close()
  }

  /// Layers beyond the frontier are not run by an edit, and are edited when they are.
  @Test func editsBeforeTheFrontier() throws {
    session.send(.run(upTo: 5, pause: 0, generation: 1))
    var ablation = Ablation()
    ablation.set([1], of: 3, off: true, in: network)
    ablation.set([2], of: 7, off: true, in: network)
    let outcome = try edit(ablation, generation: 2)
    #expect(outcome.layers == network.dependents(of: [3]).filter { $0 < 5 })
    #expect(outcome.frontier == 5 && outcome.probabilities == nil && outcome.logits == nil)
    _ = try runAll()
    let all = try snapshot()
    #expect(all.activation(layer: 7)?.map(channel: 2).allSatisfy { $0 == 0 } == true)
    #expect(all.activation(layer: 3)?.map(channel: 1).allSatisfy { $0 == 0 } == true)
    session.close()
  }

  @Test func effectsComeOrAreCancelled() throws {
    _ = try runAll()
    session.send(.measureAblationLosses(layer: 2, generation: 5))
    let events = try #require(inbox.take { if case .ablationLosses = $0 { true } else { false } })
    guard case .ablationLosses(5, let ablationLosses?)? = events.last else { throw Missing() }
    #expect(ablationLosses.layer == 2 && ablationLosses.without.count == 16)
    let progress = events.compactMap { event in
      if case .ablating(5, let done, 16) = event { done } else { nil }
    }
    #expect(progress == Array(0..<16))
    session.send(.rewind(to: 3, generation: 6))
    session.send(.measureAblationLosses(layer: 2, generation: 6))
    let none = try #require(inbox.take { if case .ablationLosses = $0 { true } else { false } })
    guard case .ablationLosses(6, nil)? = none.last else { throw Missing() }
    _ = try runAll()
    session.send(.measureAblationLosses(layer: 20, generation: 7))
    session.send(.cancel)
    #expect(inbox.take { if case .ablationLosses(7, nil) = $0 { true } else { false } } != nil)
    session.close()
  }
}

@Suite("Requests that wait")
struct MailboxTests {
  @Test func laterEditsReplaceWaitingOnes() {
    let mailbox = SessionMailbox()
    for generation in 1...3 { mailbox.send(.request(.ablate(Ablation(), generation: generation))) }
    mailbox.send(.request(.rewind(to: 1, generation: 4)))
    mailbox.send(.request(.ablate(Ablation(), generation: 5)))
    var generations: [Int] = []
    for _ in 0..<3 {
      switch mailbox.next()?.task.request {
      case .ablate(_, let generation), .rewind(_, let generation): generations.append(generation)
      default: break
      }
    }
    #expect(generations == [3, 4, 5])
    #expect(!mailbox.hasCopies(frontier: 3))
    mailbox.send(.request(.fetchActivations(layers: [4], generation: 1)))
    #expect(!mailbox.hasCopies(frontier: 3) && mailbox.hasCopies(frontier: 5))
    mailbox.close()
  }
}
