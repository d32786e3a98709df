import SqueezeNet

/// The memory of every layer's output.
struct TensorPlan {
  /// In the order of `Network.layers`. Both expands of a fire block are views of the tensor of
  /// its concatenation.
  private(set) var tensors: [Tensor] = []

  /// - Parameters: As of the layout.
  init(_ network: Network, keepsAll: Bool, border: (LayerInput) -> Padding) throws(EngineError) {
    let layout = TensorLayout(network, keepsAll: keepsAll, border: border)
    let buffers = try layout.blocks.map { count throws(EngineError) in
      try AlignedBuffer(count: count)
    }
    for (layer, block) in zip(network.layers, layout.blockOfLayer) {
      let whole = Tensor(
        shape: layer.outputShape, parts: network.parts(of: layer.index),
        border: border(.layer(layer.index)), buffer: buffers[block])
      tensors.append(layer.concatenatedChannels.map { whole.channels($0) } ?? whole)
    }
  }
}
