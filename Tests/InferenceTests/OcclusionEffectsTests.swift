import ReferenceKernels
import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("A square over the whole photo")
struct OcclusionEffectsTests {
  private let network: Network
  private let weights: ModelWeights
  private let input: [Float]

  init() throws {
    network = try Network(
      architecture: .v11, paddingConvention: .caffe, size: InputSize(height: 51, width: 43))
    weights = try .glorot(architecture: .v11, seed: 4, biasLimit: 0.1)
    input = SyntheticInput.values(shape: network.inputShape, seed: 3)
  }

  /// Of passes in double precision over photos that are covered here, pixel by pixel.
  @Test(arguments: [true, false])
  func agreesWithPassesOverCoveredPhotos(_ keepsActivations: Bool) throws {
    let engine = try Engine(
      network: network, weights: weights, threads: 2, keepsActivations: keepsActivations)
    let grid = OcclusionGrid(side: 12, size: network.size)
    let found = try engine.occlusionEffects(of: input, on: grid)
    #expect(found.isComplete && found.covered.count == 196)
    let average = try #require(network.logits).index
    for place in [0, 76, 195] {
      var covered = input
      let row = [0, 15, 39][[0, 76, 195].firstIndex(of: place) ?? 0]
      let column = [0, 14, 31][[0, 76, 195].firstIndex(of: place) ?? 0]
      #expect(grid[place] == Occlusion(row: row, column: column, side: 12))
      for y in row..<row + 12 {
        for x in column..<column + 12 {
          for plane in 0..<3 { covered[(y * 43 + x) * 3 + plane] = 0 }
        }
      }
      let expected = ReferenceNetwork.outputs(network: network, weights: weights, input: covered)
      let magnitude = expected[average].reduce(0) { max($0, abs($1)) }
      for index in stride(from: 0, to: 1000, by: 37) {
        let answer = found.covered[place]
        #expect(abs(Double(answer.logits[index]) - expected[average][index]) < 2e-5 * magnitude)
        #expect(abs(Double(answer.probabilities[index]) - expected[average + 1][index]) < 1e-6)
        let whole = ReferenceDifference(found, index, network, place)
        #expect(whole.logit == Double(found.whole.logits[index]) - Double(answer.logits[index]))
        #expect(
          whole.probability
            == Double(found.whole.probabilities[index]) - Double(answer.probabilities[index]))
      }
    }
  }

  private struct ReferenceDifference {
    let logit, probability: Double
    init(_ effects: OcclusionEffects, _ index: Int, _ network: Network, _ place: Int) {
      logit = effects.logitLosses(ofClass: index, in: network)[place]
      probability = effects.probabilityLosses(ofClass: index)[place]
    }
  }

  @Test func aGridReachesFromEdgeToEdge() {
    let grid = OcclusionGrid(size: InputSize(227))
    #expect(grid.side == 34 && grid.count == 196)
    #expect(grid.rows.first == 0 && grid.rows.last == 193 && grid.rows == grid.rows.sorted())
    for place in [0, 17, 100, 195] {
      let square = grid[place]
      let found = grid.nearest(row: square.row + 17, column: square.column + 17)
      #expect(found.row * 14 + found.column == place)
    }
    #expect(grid.nearest(row: 0, column: 226) == (0, 13))
    // A square of the photo's size, a photo of one pixel, sizes that are none.
    for (side, size) in [
      (227, InputSize(227)), (1, InputSize(1)), (-5, InputSize(3)), (.max, InputSize(9)),
    ] {
      let grid = OcclusionGrid(side: side, size: size)
      #expect(grid.count >= 1 && (grid[0].row, grid[grid.count + 5].column) >= (0, 0))
      #expect(grid.nearest(row: -4, column: 900).row == 0)
    }
    #expect(OcclusionGrid(side: 5, size: InputSize(height: 8, width: 5)).columns == [0])
  }

  /// What the pass holds is what it was, whether it was measured to the end or not; the square of a
  /// what-if stays.
  @Test func theSessionTellsAndRestores() throws {
    let inbox = Inbox()
    let session = try Session(
      network: network, weights: weights, threads: 1, deliver: inbox.deliver)
    session.send(.useInput(input, generation: 1))
    session.send(.run(upTo: network.layers.count, pause: 0, generation: 1))
    _ = try #require(inbox.take { if case .idle = $0 { true } else { false } })
    var ablation = Ablation()
    ablation.set([0, 1], of: 3, off: true, in: network)
    ablation.occlusion = Occlusion(row: 4, column: 5, side: 9)
    session.send(.ablate(ablation, generation: 2))
    let before = try #require(inbox.snapshot(of: session))
    session.send(.measureOcclusionEffects(side: 20, generation: 3))
    let events = try #require(
      inbox.take {
        if case .occlusionEffects(3, _, true) = $0 { true } else { false }
      })
    guard case .occlusionEffects(3, let effects?, true)? = events.last else {
      Issue.record("nothing was measured")
      return
    }
    #expect(effects.isComplete && effects.grid.side == 20)
    let last = network.layers.count - 1
    #expect(effects.whole.probabilities == before.activation(layer: last)?.values)
    let after = try #require(inbox.snapshot(of: session))
    #expect(after.input == before.input)
    for layer in network.layers {
      #expect(after.activation(layer: layer.index) == before.activation(layer: layer.index))
    }
    session.send(.measureOcclusionEffects(side: nil, generation: 4))
    session.send(.cancel)
    let stopped = try #require(
      inbox.take { if case .occlusionEffects(4, _, true) = $0 { true } else { false } })
    if case .occlusionEffects(4, let effects?, true)? = stopped.last {
      #expect(!effects.isComplete)
    }
    #expect(inbox.snapshot(of: session)?.activation(layer: last) == after.activation(layer: last))
    session.send(.rewind(to: 3, generation: 5))
    session.send(.measureOcclusionEffects(side: nil, generation: 6))
    let none = try #require(
      inbox.take { if case .occlusionEffects(6, _, true) = $0 { true } else { false } })
    guard case .occlusionEffects(6, nil, true)? = none.last else {
      Issue.record("half a pass has no answer")
      return
    }
    session.close()
  }
}
