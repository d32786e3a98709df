/// The layers of a fire block by their parts, and where its numbers come from.
public struct FireLayers: Sendable, Hashable {
  public let squeeze: Layer
  public let expand1x1: Layer
  public let expand3x3: Layer
  public let concatenation: Layer
  /// The convolution around the block.
  public let bypass1x1: Layer?
  /// The sum with what goes around the block.
  public let sum: Layer?

  public var all: [Layer] {
    [squeeze, expand1x1, expand3x3, concatenation] + [bypass1x1, sum].compactMap(\.self)
  }

  /// The layers with parameters, in the order of execution.
  public var convolutions: [Layer] { all.filter { $0.convolution != nil } }

  public var parameters: Int { all.reduce(0) { $0 + $1.parameters } }
  public var macs: Int { all.reduce(0) { $0 + $1.macs } }

  /// The parameters that it would have without the squeeze: the same expands, straight on its
  /// input.
  public var parametersWithoutSqueeze: Int {
    parameters - squeeze.parameters
      + expands { _, there, here in there.parameters - here.parameters }
  }

  /// The multiply-accumulates that it would take then.
  public var macsWithoutSqueeze: Int {
    macs - squeeze.macs
      + expands { layer, there, here in
        layer.outputShape.height * layer.outputShape.width * (there.kernelCount - here.kernelCount)
      }
  }

  private func expands(_ more: (Layer, _ there: Convolution, _ here: Convolution) -> Int) -> Int {
    [expand1x1, expand3x3].reduce(0) { sum, layer in
      guard let here = layer.convolution else { return sum }
      let there = here.with(
        inputChannels: squeeze.inputShape.channels, outputChannels: here.outputChannels)
      return sum + more(layer, there, here)
    }
  }
}

extension Convolution {
  /// The number of weights as a product, channels in and out after the window: `96·16`, `9·16·64`.
  private var weightsText: String {
    ((kernel == 1 ? [] : [kernel * kernel]) + [inputChannels, outputChannels])
      .map(String.init).joined(separator: "·")
  }

  /// Where its parameters come from, weights and biases: `96·16+16`.
  public var parametersText: String { "\(weightsText)+\(outputChannels)" }

  /// Where its multiply-accumulates come from, all weights at each pixel: `55·55·96·16`.
  fileprivate func macsText(at pixels: Shape) -> String {
    "\(pixels.height)·\(pixels.width)·\(weightsText)"
  }
}

extension Layer {
  /// Where a convolution's multiply-accumulates come from: `55·55·96·16`; nil for other layers.
  public var macsText: String? { convolution?.macsText(at: outputShape) }
}

extension Network {
  /// Indices of a fire block's layers, the one that ends it last; nil for a block that is not there.
  public func layers(ofFire number: Int) -> Range<Int>? {
    guard let first = layers.firstIndex(where: { $0.fire?.number == number }),
      let last = layers.lastIndex(where: { $0.fire?.number == number })
    else { return nil }
    return first..<last + 1
  }

  /// Returns the whole block around a layer, or the layer alone.
  public func stage(containing layer: Int) -> Range<Int> {
    self.layer(at: layer)?.fire.flatMap { layers(ofFire: $0.number) } ?? layer..<layer + 1
  }

  /// Each fire block, and each layer outside of one, in the order of execution.
  public var stages: [Range<Int>] {
    var stages: [Range<Int>] = []
    while (stages.last?.upperBound ?? 0) < layers.count {
      stages.append(stage(containing: stages.last?.upperBound ?? 0))
    }
    return stages
  }

  /// The parts of a fire block; nil for a block that is not there.
  public func fire(_ number: Int) -> FireLayers? {
    guard let fire = architecture.fireBlocks.first(where: { $0.number == number }),
      let squeeze = layer(named: fire.squeezeName), let narrow = layer(named: fire.expand1x1Name),
      let wide = layer(named: fire.expand3x3Name), let concatenation = layer(named: fire.name)
    else { return nil }
    return FireLayers(
      squeeze: squeeze, expand1x1: narrow, expand3x3: wide, concatenation: concatenation,
      bypass1x1: layer(named: fire.bypass1x1Name), sum: layer(named: fire.bypassName))
  }
}
