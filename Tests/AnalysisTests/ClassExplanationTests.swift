import Analysis
import Inference
import SqueezeNet
import TestSupport
import Testing
import Weights

@Suite("Why a class got its score")
struct ClassExplanationTests {
  @Test func thereAreGoldens() { #expect(GoldenPass.all.count == 10) }

  @Test(arguments: GoldenPass.all)
  func agreesWithNumPy(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    for expected in golden.explanations {
      let found = try #require(
        ClassExplanation(
          class: expected.class, network: pass.network, weights: pass.weights,
          activation: { pass.outputs.activation(layer: $0) }))
      let magnitude = max(1, abs(expected.logit))
      #expect(isClose(Double(found.logit), expected.logit, 1e-4, of: magnitude))
      #expect(isClose(Double(found.probability), expected.probability, 1e-5))
      #expect(found.rank == expected.rank)
      #expect(found.openPixels == expected.openPixels)
      #expect([found.map.shape.height, found.map.shape.width] == expected.mapShape)
      #expect(found.pixels == expected.mapShape[0] * expected.mapShape[1])
      #expect(isClose(found.biasShare, expected.biasShare, 1e-7))
      #expect(Array(found.channelsByContribution.prefix(5)) == expected.strongest)
      let largest = expected.contributions.reduce(0) { max($0, abs($1)) }
      for (index, value) in expected.contributions.enumerated() {
        #expect(isClose(found.contributions[index * 8], value, 1e-4, of: largest))
      }
      #expect(
        isClose(found.sum - found.biasShare, expected.contributionSum, 1e-4, of: magnitude))
      let rows = Swift.stride(
        from: 0, to: expected.mapShape[0], by: max(1, expected.mapShape[0] / 4)
      ).flatMap { row in
        (0..<expected.mapShape[1]).map {
          found.preActivation.values[row * expected.mapShape[1] + $0]
        }
      }
      let highest = expected.beforeReLU.reduce(0) { max($0, abs($1)) }
      #expect(areClose(rows, expected.beforeReLU, 1e-4, of: highest))
    }
  }

  /// One class rather than another: NumPy's parts of one minus those of the other.
  @Test(arguments: GoldenPass.all)
  func differencesAddUp(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    func explanation(_ index: Int) throws -> ClassExplanation {
      try #require(
        ClassExplanation(
          class: index, network: pass.network, weights: pass.weights,
          activation: { pass.outputs.activation(layer: $0) }))
    }
    for (a, b) in zip(golden.explanations, golden.explanations.dropFirst()) {
      let (first, second) = (try explanation(a.class), try explanation(b.class))
      let found = first.against(second)
      let magnitude = max(1, abs(a.logit), abs(b.logit))
      #expect(isClose(found.score, a.logit - b.logit, 2e-4, of: magnitude))
      #expect(abs(found.difference) <= 2e-4)
      let channels = found.contributions.reduce(0, +)
      #expect(isClose(channels, a.contributionSum - b.contributionSum, 2e-4, of: magnitude))
      for index in a.contributions.indices {
        let expected = a.contributions[index] - b.contributions[index]
        #expect(isClose(found.contributions[index * 8], expected, 2e-4, of: magnitude))
      }
      #expect(found.rival?.rank == b.rank && found.rank == a.rank)
      for pixel in found.map.values.indices {
        #expect(found.map.values[pixel] == first.map.values[pixel] - second.map.values[pixel])
      }
    }
  }

  /// The parts and the bias's share are the engine's logit, for classes all over the table.
  @Test(arguments: GoldenPass.all)
  func partsAddUp(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    try expectSums(pass, every: golden.height < 200 ? 11 : 37)
  }

  @Test(
    .enabled(
      if: !TrainedWeights.paths.isEmpty,
      "skipped: no trained weights are here (SQZ_WEIGHTS_DIR)"),
    arguments: TrainedWeights.paths, PaddingConvention.named)
  func trainedPartsAddUp(_ path: String, _ paddingConvention: PaddingConvention) throws {
    let weights = try WeightsReader.read(path: path.asPath).weights
    let network = try Network(
      architecture: weights.architecture, paddingConvention: paddingConvention)
    let pass = try FinishedPass(
      network: network, weights: weights,
      input: SyntheticInput.values(shape: network.inputShape, seed: 3))
    try expectSums(pass, every: 37)
  }

  private func expectSums(_ pass: FinishedPass, every step: Int) throws {
    let outputs = pass.network.layers.map { pass.outputs.activation(layer: $0.index) }
    let probabilities = try pass.activation("softmax").values
    let order = Prediction.top(1000, of: probabilities).map(\.index)
    for index in stride(from: 0, to: Architecture.v10.classCount, by: step) {
      let found = try #require(
        ClassExplanation(
          class: index, network: pass.network, weights: pass.weights, activation: { outputs[$0] }))
      #expect(abs(found.difference) <= 1e-4, "class \(index): \(found.sum) \(found.logit)")
      #expect(order[found.rank - 1] == index)
      // What the ReLU lets through of the map before it is the map.
      let through = found.preActivation.values.map { before in
        Double(pass.network.paddingConvention.conv10HasReLU ? max(0, before) : before)
      }
      #expect(areClose(found.map.values, through, 1e-4))
    }
  }

  /// v1.0's conv10 in `caffe` has a border that is relu(bias).
  @Test func theBorderCountsForTheBias() throws {
    let golden = try #require(
      GoldenPass.all.first { $0.architecture == "v1.0" && $0.geometry == "caffe" })
    let pass = try golden.pass()
    let bias = try #require(pass.weights.convolutions["conv10"]?.bias)
    let index = try #require(bias.indices.first { bias[$0] > 0.05 })
    let found = try #require(
      ClassExplanation(
        class: index, network: pass.network, weights: pass.weights,
        activation: { pass.outputs.activation(layer: $0) }))
    #expect(found.map.value(row: 0, column: 0, channel: 0) == bias[index])
    #expect(found.preActivation.value(row: 0, column: 0, channel: 0) == bias[index])
  }

  @Test func refusesWhatDoesNotFit() throws {
    let golden = try #require(GoldenPass.all.first { $0.height < 200 })
    let pass = try golden.pass()
    func explanation(_ index: Int, without layer: String? = nil) -> ClassExplanation? {
      ClassExplanation(class: index, network: pass.network, weights: pass.weights) {
        pass.network.layers[$0].name == layer ? nil : pass.outputs.activation(layer: $0)
      }
    }
    #expect(explanation(0) != nil)
    #expect(explanation(-1) == nil)
    #expect(explanation(1000) == nil)
    for layer in ["fire9", "conv10", "avgpool10", "softmax"] {
      #expect(explanation(0, without: layer) == nil)
    }
    let other = pass.network.architecture == .v10 ? Architecture.v11 : .v10
    let others = try ModelWeights.glorot(architecture: other)
    #expect(
      ClassExplanation(class: 0, network: pass.network, weights: others) {
        pass.outputs.activation(layer: $0)
      } == nil)
  }
}
