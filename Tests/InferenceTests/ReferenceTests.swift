import ReferenceKernels
import SqueezeNet
import TestSupport
import Testing
import Weights

@testable import Inference

/// An input size that leaves odd rests somewhere: in tiles, in panels, in pooling windows.
struct OddSize: Sendable, CustomTestStringConvertible {
  let architecture: Architecture
  let paddingConvention: PaddingConvention
  let size: InputSize
  var member = ""
  var testDescription: String {
    "\(architecture.name) \(member) \(paddingConvention.name) \(size)"
  }

  static let all: [OddSize] = Architecture.published.map(\.architecture).flatMap { architecture in
    PaddingConvention.named.flatMap { paddingConvention in
      let smallest = Network.smallestSide(
        architecture: architecture, paddingConvention: paddingConvention)
      return [(smallest, smallest), (33, 71), (64, 47), (58, 59)].map { height, width in
        OddSize(
          architecture: architecture, paddingConvention: paddingConvention,
          size: InputSize(height: height, width: width))
      }
    }
  }

  /// Small members of the family, also with borders that only a file names.
  static let family: [OddSize] = FamilyMembers.all.flatMap { member in
    let file = PaddingConvention.file(
      size: InputSize(224), conv1: .zeros(2), pooling: .roundedDown, conv10HasReLU: false)
    return [(.keras, InputSize(height: 27, width: 41)), (file, InputSize(53))].map {
      OddSize(
        architecture: member.architecture, paddingConvention: $0, size: $1, member: member.name)
    }
  }
}

@Suite("Engine against the double-precision reference, every value of every layer")
struct ReferenceTests {
  @Test(arguments: OddSize.all + OddSize.family)
  func everyLayer(_ odd: OddSize) throws {
    let network = try Network(
      architecture: odd.architecture, paddingConvention: odd.paddingConvention, size: odd.size)
    let weights = try ModelWeights.glorot(
      architecture: odd.architecture, seed: 11, biasLimit: 0.1)
    let input = SyntheticInput.values(shape: network.inputShape, seed: 5)
    let expected = ReferenceNetwork.outputs(network: network, weights: weights, input: input)
    #expect(expected.count == network.layers.count)
    for kernels in availableKernels {
      for threads in [1, 2, 5] {
        let engine = try Engine(
          network: network, weights: weights, threads: threads, kernels: kernels)
        try engine.setInput(input)
        // Twice: a second pass must not see what the first left behind.
        engine.run()
        engine.run()
        for layer in network.layers {
          let found = try #require(engine.activation(layer: layer.index)).values
          let reference = expected[layer.index]
          #expect(found.count == reference.count)
          let magnitude = reference.reduce(0) { max($0, abs($1)) }
          let error = zip(found, reference).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
          #expect(
            error <= 1e-5 * magnitude, "\(layer.name), \(kernels), \(threads) threads")
        }
      }
    }
  }

  /// Layers that share memory give the same bits; an output that may be overwritten is not given.
  @Test(arguments: (OddSize.all + OddSize.family).filter { $0.size.height > 50 })
  func sharedMemory(_ odd: OddSize) throws {
    let network = try Network(
      architecture: odd.architecture, paddingConvention: odd.paddingConvention, size: odd.size)
    let weights = try ModelWeights.glorot(
      architecture: odd.architecture, seed: 11, biasLimit: 0.1)
    let input = SyntheticInput.values(shape: network.inputShape, seed: 5)
    let keeping = try Engine(network: network, weights: weights, threads: 2)
    let sharing = try Engine(
      network: network, weights: weights, threads: 2, keepsActivations: false)
    for engine in [keeping, sharing] {
      try engine.setInput(input)
      engine.run()
    }
    let last = network.layers.count - 1
    #expect(sharing.activation(layer: last) == keeping.activation(layer: last))
    for layer in network.layers {
      sharing.run(layer: layer.index)
      #expect(
        sharing.activation(layer: layer.index) == keeping.activation(layer: layer.index),
        "\(layer.name)")
      #expect(layer.index == 0 || sharing.activation(layer: layer.index - 1) == nil)
    }
  }

  /// A peak is what its kernels can do at most, up to the noise of a shared machine.
  @Test func peak() throws {
    let network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(67))
    let engine = try Engine(network: network, weights: .glorot(architecture: .v11), threads: 2)
    #expect(engine.measurePeak() > 0 && engine.measurePeak().isFinite)
  }

  @Test func algorithms() throws {
    let large = try Network(architecture: .v10, paddingConvention: .keras)
    let names = Dictionary(uniqueKeysWithValues: large.layers.map { ($0.name, $0.algorithm) })
    #expect(names["conv1"] == .winogradPhases && names["fire2/expand3x3"] == .winograd4)
    #expect(names["fire2/squeeze1x1"] == .product && names["conv10"] == .product)
    #expect(names["maxpool1"] == .some(nil))
    let small = try Network(architecture: .v11, paddingConvention: .caffe)
    #expect(small.layers[0].algorithm == .direct)
  }

  /// Any layer can run again alone, and gives the same bits.
  @Test func layersAlone() throws {
    let network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(67))
    let engine = try Engine(
      network: network, weights: .glorot(architecture: .v11, seed: 2, biasLimit: 0.1), threads: 2)
    try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: 9))
    engine.run()
    let first = network.layers.map { engine.activation(layer: $0.index) }
    for layer in network.layers.reversed() {
      engine.run(layer: layer.index)
      #expect(engine.activation(layer: layer.index) == first[layer.index], "\(layer.name)")
    }
  }

  @Test func refusesWhatDoesNotFit() throws {
    let network = try Network(architecture: .v11, paddingConvention: .caffe)
    let other = try ModelWeights.glorot(architecture: .v10)
    #expect(throws: EngineError.architecture(network: .v11, weights: .v10)) {
      try Engine(network: network, weights: other, threads: 1)
    }
    let engine = try Engine(
      network: network, weights: .glorot(architecture: .v11), threads: 1)
    #expect(throws: EngineError.inputCount(expected: 227 * 227 * 3, found: 4)) {
      try engine.setInput([1, 2, 3, 4])
    }
    #expect(engine.run(layer: -1) == 0)
    #expect(engine.run(layer: 1000) == 0)
    #expect(engine.activation(layer: 1000) == nil)
  }
}
