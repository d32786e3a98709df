import ReferenceKernels
import SqueezeNet
import Testing
import Weights

@testable import Inference

@Suite("Switched-off channels and a covered square")
struct EditsTests {
  /// A model, and the same model with the output channels' weights and biases zero: where a ReLU
  /// follows, that is what switching them off means.
  private struct Pair {
    let network: Network
    let engine: Engine
    let weights: ModelWeights
    let input: [Float]

    init(_ odd: OddSize, threads: Int = 2) throws {
      network = try Network(
        architecture: odd.architecture, paddingConvention: odd.paddingConvention, size: odd.size)
      weights = try ModelWeights.glorot(
        architecture: odd.architecture, seed: 11, biasLimit: 0.1)
      input = SyntheticInput.values(shape: network.inputShape, seed: 5)
      engine = try Engine(network: network, weights: weights, threads: threads)
      try engine.setInput(input)
      engine.run()
    }

    func activations() -> [Activation?] {
      network.layers.map { engine.activation(layer: $0.index) }
    }

    /// Computed in double precision from weights without the channels.
    func reference(without channels: [Int: Set<Int>]) throws -> [[Double]] {
      var convolutions = weights.convolutions
      for (index, off) in channels {
        let name = network.layers[index].name
        let values = try #require(convolutions[name])
        var (kernel, bias) = (values.kernel, values.bias)
        let depth = kernel.count / bias.count
        for channel in off {
          bias[channel] = 0
          for place in channel * depth..<(channel + 1) * depth { kernel[place] = 0 }
        }
        convolutions[name] = ConvolutionWeights(kernel: kernel, bias: bias)
      }
      let without = try ModelWeights(
        architecture: weights.architecture, convolutions: convolutions,
        preprocessing: weights.preprocessing, paddingConvention: weights.paddingConvention,
        isTrained: false)
      return ReferenceNetwork.outputs(network: network, weights: without, input: input)
    }

    func expect(_ expected: [[Double]], _ note: String) {
      for layer in network.layers {
        let found = engine.activation(layer: layer.index)?.values ?? []
        let reference = expected[layer.index]
        let magnitude = reference.reduce(0) { max($0, abs($1)) }
        let error = zip(found, reference).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
        #expect(error <= 1e-5 * magnitude, "\(layer.name), \(note)")
      }
    }
  }

  private func index(_ name: String, _ network: Network) throws -> Int {
    try #require(network.layer(named: name)).index
  }

  static let sizes: [OddSize] = Architecture.published.map(\.architecture).flatMap { architecture in
    PaddingConvention.named.map {
      OddSize(
        architecture: architecture, paddingConvention: $0, size: InputSize(height: 33, width: 71))
    }
  }

  /// One edit after the other, only outdated layers run: each agrees with a pass whose weights for
  /// these channels are zero, and in the end the first pass is there again, bit for bit.
  @Test(arguments: sizes)
  func agreesWithZeroedWeights(_ odd: OddSize) throws {
    let pair = try Pair(odd)
    let network = pair.network
    let untouched = pair.activations()
    var ablation = Ablation()
    var stages: [(String, Ablation)] = []
    ablation.set([0, 17, 63], of: 0, off: true, in: network)
    stages.append(("conv1", ablation))
    ablation.set([3], of: try index("fire5/squeeze1x1", network), off: true, in: network)
    stages.append(("squeeze too", ablation))
    ablation.set(0..<128, of: try index("fire4/expand3x3", network), off: true, in: network)
    stages.append(("a whole half too", ablation))
    ablation.set(0..<96, of: 0, off: false, in: network)
    stages.append(("conv1 back", ablation))
    // Both halves of a fire block at once, by its output's channels.
    ablation.set(250..<260, of: try index("fire9", network), off: true, in: network)
    stages.append(("across the halves", ablation))
    for (note, ablation) in stages {
      for layer in pair.engine.ablate(ablation.ablatedChannels).outdated {
        pair.engine.run(layer: layer)
      }
      #expect(pair.engine.ablatedChannels == ablation.ablatedChannels)
      pair.expect(try pair.reference(without: ablation.ablatedChannels), note)
    }
    // A whole pass says the same as the outdated layers alone.
    let ablated = pair.activations()
    pair.engine.run()
    #expect(pair.activations() == ablated)
    for layer in pair.engine.ablate([:]).outdated { pair.engine.run(layer: layer) }
    #expect(pair.activations() == untouched)
    #expect(pair.engine.ablatedChannels.isEmpty)
  }

  /// A pooling has no weights: what reads it sees nothing of the channel.
  @Test func poolingChannels() throws {
    let pair = try Pair(
      OddSize(architecture: .v11, paddingConvention: .caffe, size: InputSize(height: 33, width: 71))
    )
    let network = pair.network
    let pool = try index("maxpool3", network)
    let off: Set<Int> = [1, 40, 100]
    for layer in pair.engine.ablate([pool: off]).outdated { pair.engine.run(layer: layer) }
    var convolutions = pair.weights.convolutions
    let values = try #require(convolutions["fire4/squeeze1x1"])
    var kernel = values.kernel
    for output in 0..<32 { for channel in off { kernel[output * 128 + channel] = 0 } }
    convolutions["fire4/squeeze1x1"] = ConvolutionWeights(kernel: kernel, bias: values.bias)
    let without = try ModelWeights(
      architecture: .v11, convolutions: convolutions, preprocessing: .caffe,
      paddingConvention: .keras,
      isTrained: false)
    var expected = ReferenceNetwork.outputs(
      network: network, weights: without, input: pair.input)
    for place in expected[pool].indices where off.contains(place % 128) {
      expected[pool][place] = 0
    }
    pair.expect(expected, "maxpool3")
  }

  @Test func onlyWhatDependsRunsAgain() throws {
    let pair = try Pair(
      OddSize(architecture: .v10, paddingConvention: .keras, size: InputSize(33)))
    let network = pair.network
    let half = try index("fire9/expand1x1", network)
    let off = pair.engine.ablate([half: [2]])
    // Not the other half, which does not read it; and the layer itself only loses the channel.
    let after = ["fire9", "conv10", "avgpool10", "softmax"]
    #expect(off.outdated.map { network.layers[$0].name } == after)
    #expect(off.changed.map { network.layers[$0].name } == ["fire9/expand1x1"] + after)
    let map = pair.engine.activation(layer: half)?.map(channel: 2)
    #expect(map?.allSatisfy { $0 == 0 } == true)
    #expect(pair.engine.ablate([half: [2]]).changed.isEmpty)
    // What comes back has to be computed.
    let on = pair.engine.ablate([:])
    #expect(on.outdated.map { network.layers[$0].name } == ["fire9/expand1x1"] + after)
    // What is not there is left out.
    let last = network.layers.count - 1
    #expect(pair.engine.ablate([last: [0], 0: [-1, 96], 99: [0]]).changed.isEmpty)
  }

  @Test func editsByOutputOrByHalfAreTheSame() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    let (whole, narrow, wide) = try (
      index("fire2", network), index("fire2/expand1x1", network), index("fire2/expand3x3", network)
    )
    var byOutput = Ablation()
    byOutput.set([63, 64], of: whole, off: true, in: network)
    var byHalf = Ablation()
    byHalf.toggle(63, of: narrow, in: network)
    byHalf.toggle(0, of: wide, in: network)
    #expect(byOutput == byHalf)
    #expect(byHalf.ablatedChannels(of: whole, in: network) == [63, 64])
    #expect(
      byHalf.isAblated(64, of: whole, in: network) && !byHalf.isAblated(65, of: whole, in: network))
    byHalf.set(0..<128, of: whole, off: false, in: network)
    #expect(byHalf.isEmpty)
    // A class's own map, and channels that are not there, can't be switched off.
    byHalf.set(0..<1000, of: try index("conv10", network), off: true, in: network)
    byHalf.set([-1, 128], of: whole, off: true, in: network)
    byHalf.set([0], of: 77, off: true, in: network)
    #expect(byHalf.isEmpty)
  }

  @Test func coveredSquare() throws {
    let size = InputSize(height: 4, width: 5)
    let values = (0..<60).map { Float($0 + 1) }
    let covered = Occlusion(row: 2, column: 3, side: 10).applied(to: values, size: size)
    for (place, value) in covered.enumerated() {
      let (row, column) = (place / 15, place / 3 % 5)
      #expect(value == (row >= 2 && column >= 3 ? 0 : values[place]))
    }
    let beyond = Occlusion(row: -3, column: .max, side: .max).applied(to: values, size: size)
    #expect(beyond == values)
    #expect(Occlusion(row: 0, column: 0, side: -1).applied(to: values, size: size) == values)
    #expect(Occlusion(row: 0, column: 0, side: 9).applied(to: [1], size: size) == [1])
    // The mean colour, whose prepared value is nothing.
    #expect(Preprocessing.caffe.meanColour == [123, 117, 104])
    #expect(Preprocessing.caffeExact.meanColour == [124, 117, 104])
    #expect(Preprocessing.torchvision.meanColour == [124, 116, 104])
    let pixels = Occlusion(row: 0, column: 0, side: 1).applied(
      to: [UInt8](repeating: 9, count: 60), size: size, preprocessing: .caffe)
    #expect(Array(pixels.prefix(4)) == [123, 117, 104, 9])
  }

  /// Each channel's effect is what switching it off alone does, and nothing is left behind.
  @Test func ablationLosses() throws {
    let pair = try Pair(
      OddSize(architecture: .v11, paddingConvention: .torchvision, size: InputSize(33)))
    let network = pair.network
    let before = pair.activations()
    let average = try index("avgpool10", network)
    for name in ["fire2/squeeze1x1", "fire8/expand3x3", "fire9", "maxpool5"] {
      let layer = try index(name, network)
      let ablationLosses = try #require(pair.engine.ablationLosses(ofLayer: layer))
      #expect(pair.activations() == before, "\(name)")
      let channels = network.layers[layer].outputShape.channels
      #expect(ablationLosses.without.count == channels)
      #expect(ablationLosses.logits == before[average]?.values)
      for channel in stride(from: 0, to: channels, by: max(1, channels / 5)) {
        var ablation = Ablation()
        ablation.set([channel], of: layer, off: true, in: network)
        for layer in pair.engine.ablate(ablation.ablatedChannels).outdated {
          pair.engine.run(layer: layer)
        }
        #expect(pair.engine.activation(layer: average)?.values == ablationLosses.without[channel])
        let loss = Double(ablationLosses.logits[7]) - Double(ablationLosses.without[channel][7])
        #expect(ablationLosses.losses(ofClass: 7, in: network)[channel] == loss)
        for layer in pair.engine.ablate([:]).outdated { pair.engine.run(layer: layer) }
      }
      #expect(ablationLosses.losses(ofClass: 1000, in: network).isEmpty)
    }
    #expect(pair.engine.ablationLosses(ofLayer: average) == nil)
    #expect(pair.engine.ablationLosses(ofLayer: 2) { done, _ in done < 3 } == nil)
    #expect(pair.activations() == before)
  }

  @Test func snapshots() throws {
    let pair = try Pair(OddSize(architecture: .v10, paddingConvention: .caffe, size: InputSize(33)))
    let all = try #require(pair.engine.snapshot())
    #expect(all.activation(layer: nil)?.values == pair.input)
    for layer in pair.network.layers {
      #expect(all.activation(layer: layer.index) == pair.engine.activation(layer: layer.index))
    }
    #expect(all.activation(layer: 99) == nil)
    // In the middle of a block its halves are held themselves.
    let half = try index("fire3/expand3x3", pair.network)
    let part = try #require(pair.engine.snapshot(upTo: half))
    #expect(part.activation(layer: half) == nil && part.frontier == half)
    #expect(part.activation(layer: half - 1) == pair.engine.activation(layer: half - 1))
    var ablation = Ablation()
    ablation.occlusion = Occlusion(row: 1, column: 2, side: 9)
    ablation.set([0, 1], of: 3, off: true, in: pair.network)
    let other = try #require(
      try Snapshot.ofPass(
        network: pair.network, weights: pair.weights, input: pair.input, ablation: ablation,
        threads: 1))
    try pair.engine.setInput(
      Occlusion(row: 1, column: 2, side: 9).applied(to: pair.input, size: pair.network.size))
    pair.engine.ablate(ablation.ablatedChannels)
    pair.engine.run()
    for layer in pair.network.layers {
      #expect(other.activation(layer: layer.index) == pair.engine.activation(layer: layer.index))
    }
    #expect(
      try Snapshot.ofPass(
        network: pair.network, weights: pair.weights, input: pair.input, threads: 1,
        shouldStop: { true }) == nil)
  }
}
