import Analysis
import SqueezeNet
import Testing
import Weights

@Suite struct RelatedWeightsTests {
  @Test func whatWasMadeFromAnotherIsRelated() throws {
    let own = try ModelWeights.glorot(architecture: .v11, seed: 1)
    #expect(own.isRelated(to: own))
    #expect(try !own.isRelated(to: .glorot(architecture: .v11, seed: 2)))
    #expect(try !own.isRelated(to: .glorot(architecture: .v10, seed: 1)))
    // Pruned and rounded; conv10 is another one.
    var convolutions = own.convolutions.mapValues { weights in
      let largest = weights.kernel.reduce(0) { max($0, abs($1)) }
      return ConvolutionWeights(
        kernel: weights.kernel.map { abs($0) < largest / 3 ? 0 : ($0 / largest * 8).rounded() },
        bias: weights.bias)
    }
    convolutions["conv10"] = try ModelWeights.glorot(architecture: .v11, seed: 3)
      .convolutions["conv10"]
    let made = try ModelWeights(
      architecture: .v11, convolutions: convolutions, preprocessing: own.preprocessing,
      paddingConvention: .caffe, isTrained: true)
    #expect(own.isRelated(to: made) && made.isRelated(to: own))
  }
}
