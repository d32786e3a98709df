import SqueezeNet

/// The memory of every layer's output.
struct TensorPlan {
  /// In the order of `Network.layers`. Both expands of a fire block are views of the tensor of
  /// its concatenation.
  private(set) var tensors: [Tensor] = []

  /// - Parameters:
  ///   - keepsAll: every output has its own memory. Otherwise outputs share memory.
  ///   - border: the pixels that the readers of a layer's output need around it.
  init(_ network: Network, keepsAll: Bool, border: (LayerInput) -> Padding) {
    var arena = TensorArena()
    var concatenations: [Int: Tensor] = [:]
    let lastReaders = Self.lastReaders(network)
    for layer in network.layers {
      let fire = layer.fire.flatMap { layer.name != $0.squeezeName ? $0 : nil }
      if let fire, let whole = concatenations[fire.number] {
        tensors.append(Self.view(of: whole, layer, fire))
      } else {
        var shape = layer.outputShape
        if let fire {
          shape = Shape(height: shape.height, width: shape.width, channels: fire.outputChannels)
        }
        let padding = border(.layer(layer.index))
        let count = Tensor.floats(shape: shape, border: padding)
        let shares = !keepsAll && Self.shares(layer, padding)
        let whole = Tensor(
          shape: shape, border: padding,
          buffer: shares ? arena.borrow(count: count) : AlignedBuffer(count: count))
        if let fire { concatenations[fire.number] = whole }
        tensors.append(fire.map { Self.view(of: whole, layer, $0) } ?? whole)
      }
      guard !keepsAll else { continue }
      for index in tensors.indices where lastReaders[index] == layer.index {
        let source = network.layers[index]
        // A concatenation stands for its halves.
        let isHalf = source.fire.map { source.name != $0.squeezeName && !source.isFireOutput }
        if isHalf != true, Self.shares(source, border(.layer(index))) {
          arena.giveBack(tensors[index].buffer)
        }
      }
    }
  }

  /// For each layer the last one that reads its output; nil when none does.
  private static func lastReaders(_ network: Network) -> [Int?] {
    var readers = [Int?](repeating: nil, count: network.layers.count)
    for layer in network.layers {
      for case .layer(let index) in layer.inputs { readers[index] = layer.index }
    }
    return readers
  }

  /// A padded 1×1 convolution has written its border once and for all.
  private static func shares(_ layer: Layer, _ border: Padding) -> Bool {
    border.isEmpty && layer.convolution.map { $0.kernel > 1 || $0.padding.isEmpty } != false
  }

  private static func view(of whole: Tensor, _ layer: Layer, _ fire: FireBlock) -> Tensor {
    switch layer.name {
    case fire.expand1x1Name: whole.channels(0..<fire.expand1x1)
    case fire.expand3x3Name: whole.channels(fire.expand1x1..<fire.outputChannels)
    default: whole
    }
  }
}
