import SqueezeNet

/// What a pass takes, in bytes, by the plan that an engine would make: known before anything is
/// allocated.
extension Network {
  /// The prepared image, outputs, tables and working memory. Without what is the same at every
  /// size: the program and its packed weights.
  ///
  /// - Parameters: As of the engine.
  public func passBytes(threads: Int, keepsActivations: Bool) -> Int {
    let border = { (input: LayerInput) in Plan.border(around: input, self) }
    let outputs = TensorLayout(self, keepsAll: keepsActivations, border: border)
    let scratch = Plan.winogradFloats(self, KernelSet.best.functions, threads: threads)
    // The rows of a pooled convolution that each worker holds: at most those of two of its tiles.
    let strip = layers.first.map {
      12 * $0.outputShape.width * Tensor.rounded($0.outputShape.channels)
    }
    let floats =
      Tensor.floats(shape: inputShape, border: border(.image))
      + outputs.blocks.reduce(0, +) + scratch.shared
      + threads * (scratch.transformed + scratch.sums + (keepsActivations ? 0 : strip ?? 0))
    // An offset for input and output of each pixel where a convolution is done as it stands.
    let offsets = layers.reduce(0) { sum, layer in
      guard layer.convolution != nil, tiling(of: layer) == nil else { return sum }
      return sum + 2 * layer.outputShape.height * layer.outputShape.width
    }
    // Before it comes into the engine, the image is there in bytes and in floats.
    return 4 * floats + MemoryLayout<Int>.stride * offsets + 5 * inputShape.count
  }

  /// The weights as an engine packs them: for Winograd 36 values of each 3×3 kernel.
  public var packedBytes: Int {
    layers.reduce(0) { sum, layer in
      guard let convolution = storedConvolution(of: layer) else { return sum }
      guard let tiling = tiling(of: layer) else { return sum + 4 * convolution.parameters }
      return sum + 4 * 36 * tiling.depth * convolution.outputChannels
    }
  }

  /// Copies of layers' outputs; nil is the prepared image.
  public func copiedBytes(_ layers: [Int?]) -> Int {
    layers.reduce(0) { sum, index in
      sum + (index.map { layer(at: $0)?.activationBytes ?? 0 } ?? inputShape.count * 4)
    }
  }

  /// A copy of the largest output.
  public var largestOutputBytes: Int { layers.map(\.activationBytes).max() ?? 0 }
}
