import ReferenceKernels
import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("Values at the edge of what floats hold") struct ExtremeValueTests {
  /// exp(1000) is infinite: without the largest logit taken away all would be NaN.
  @Test(arguments: [1000, -1000] as [Float]) func softmaxOfLargeLogits(_ level: Float) throws {
    let network = try Network(
      architecture: .v11, paddingConvention: .keras, size: InputSize(64))
    let weights = try ModelWeights.glorot(architecture: .v11, seed: 3)
    var convolutions = weights.convolutions
    let conv10 = try #require(convolutions["conv10"])
    let bias = conv10.bias.indices.map { level + Float($0 % 3) }
    convolutions["conv10"] = ConvolutionWeights(kernel: conv10.kernel, bias: bias)
    let large = try ModelWeights(
      architecture: .v11, convolutions: convolutions, preprocessing: weights.preprocessing,
      paddingConvention: weights.paddingConvention, isTrained: false)
    let engine = try Engine(network: network, weights: large, threads: 1)
    try engine.setInput([Float](repeating: 0, count: network.inputShape.count))
    engine.run()
    let last = network.layers.count - 1
    let logits = try #require(engine.activation(layer: last - 1)).values
    #expect(logits.allSatisfy { abs($0 - level) < 4 })
    let found = try #require(engine.activation(layer: last)).values
    let expected = ReferenceNetwork.softmax(logits.map { Double($0) })
    #expect(found.allSatisfy(\.isFinite) && abs(found.reduce(0, +) - 1) < 1e-4)
    for (value, wanted) in zip(found, expected) { #expect(abs(Double(value) - wanted) < 1e-8) }
  }

  /// Of all values, those that are no numbers included, as ChannelStatistics counts them.
  @Test(
    arguments: [
      ([0, .nan, .infinity, 1], 0.25), ([0, 0, -.infinity], 2.0 / 3), ([.nan], 0), ([], 0),
      ([0, -0.0], 1),
    ] as [([Float], Double)])
  func zerosBesideWhatIsNoNumber(_ values: [Float], _ share: Double) {
    #expect(ActivationStatistics(of: values).zeroShare == share)
  }
}
