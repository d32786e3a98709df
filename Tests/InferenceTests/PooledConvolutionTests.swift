import Inference
import SqueezeNet
import Testing
import Weights

/// A pass that computes conv1 and its pooling together gives the same as one that keeps conv1.
@Suite struct PooledConvolutionTests {
  static let sizes = [
    InputSize(height: 224, width: 224), InputSize(height: 227, width: 227),
    InputSize(height: 131, width: 97),
  ]

  @Test(arguments: Architecture.published.map(\.architecture), sizes)
  func stripsAgreeWithTheWhole(architecture: Architecture, size: InputSize) throws {
    let weights = try ModelWeights.glorot(
      architecture: architecture, seed: ModelWeights.defaultSeed, biasLimit: 0.1)
    for paddingConvention in [PaddingConvention.keras, .caffe] {
      guard
        let network = try? Network(
          architecture: architecture, paddingConvention: paddingConvention, size: size)
      else { continue }
      let input = SyntheticInput.values(shape: network.inputShape, seed: 7)
      let kernelSets = [KernelSet.baseline, .avx2, .avx512].filter(\.isAvailable)
      for (kernels, threads) in kernelSets.flatMap({ set in (1...2).map { (set, $0) } }) {
        let whole = try Engine(
          network: network, weights: weights, threads: threads, kernels: kernels)
        let strips = try Engine(
          network: network, weights: weights, threads: threads, kernels: kernels,
          keepsActivations: false)
        for engine in [whole, strips] {
          try engine.setInput(input)
          engine.run(layers: 0..<2)
        }
        let pooled = try #require(strips.activation(layer: 1))
        #expect(
          pooled.values == whole.activation(layer: 1)?.values,
          "\(architecture) \(paddingConvention) \(size) \(kernels) \(threads) threads")
        // conv1 was not kept, and says so.
        #expect(strips.activation(layer: 0) == nil)
      }
    }
  }
}
