import KernelTypes
import SqueezeNet
import Weights

/// A network laid out in memory: one tensor and one step a layer, all that a pass needs.
///
/// When every layer keeps its own output, each can be looked at after a pass and any layer can run
/// again as long as its inputs are there. Both expands of a fire block write into the tensor
/// of its concatenation.
struct Plan {
  let input: Tensor
  /// In the order of `Network.layers`.
  let tensors: [Tensor]
  /// The steps of each layer, one after the other; nothing for a concatenation, whose halves the
  /// expands have already written in place.
  var steps: [[Step]]
  /// The step that computes a layer and the one after it at once, where the first is not asked for.
  let pooled: (layer: Int, step: Step)?

  init(
    network: Network, weights: ModelWeights, kernels: KernelFunctions, threads: Int,
    keepsActivations: Bool
  ) throws(EngineError) {
    let border = Self.border(around: .image, network)
    input = Tensor(
      shape: network.inputShape, border: border,
      buffer: try AlignedBuffer(count: Tensor.floats(shape: network.inputShape, border: border)))
    tensors =
      try TensorPlan(network, keepsAll: keepsActivations) { Self.border(around: $0, network) }
      .tensors
    let memory = try Self.winogradMemory(network, kernels, threads: threads)
    var steps: [[Step]] = []
    for layer in network.layers {
      let source =
        switch layer.inputs.first {
        case .layer(let index)?: tensors[index]
        case .image?, nil: input
        }
      let target = tensors[layer.index]
      switch layer.operation {
      case .convolution(let own):
        guard let found = weights.convolutions[layer.name],
          let convolution = network.storedConvolution(of: layer)
        else {
          throw .architecture(network: network.architecture, weights: weights.architecture)
        }
        let values = found.stored(own, as: convolution, inputs: source.parts)
        if let tiling = network.tiling(of: layer) {
          steps.append(
            try Self.winograd(
              convolution, values, tiling, source: source, target: target, kernels: kernels,
              threads: threads, memory: memory))
        } else {
          steps.append([
            try Self.convolution(
              convolution, values, source: source, target: target, kernels: kernels,
              threads: threads)
          ])
        }
      case .maxPooling(let pooling):
        steps.append([
          Self.maxPooling(pooling, source: source, target: target, kernels: kernels)
        ])
      case .globalAveragePooling:
        steps.append([
          Self.averaging(source: source, target: target, kernels: kernels, threads: threads)
        ])
      case .softmax, .sigmoid: steps.append([SoftmaxStep(input: source, output: target)])
      case .addition:
        let addends = layer.inputs.compactMap { [tensors] input in
          if case .layer(let index) = input { tensors[index] } else { nil }
        }
        steps.append(addends.count == 2 ? [AdditionStep(addends[0], addends[1], target)] : [])
      case .concatenation: steps.append([])
      }
    }
    self.steps = steps
    pooled =
      keepsActivations
      ? nil
      : try Self.pooledConvolution(network, steps: steps, threads: threads, kernels: kernels)
  }

  /// The border that the 3×3 or larger convolution on a tensor reads. A padded 1×1 convolution
  /// needs none: its border is the activated bias, written once.
  static func border(around input: LayerInput, _ network: Network) -> Padding {
    for layer in network.layers where layer.inputs.contains(input) {
      guard let convolution = layer.convolution, convolution.kernel > 1 else { continue }
      guard let tiling = network.tiling(of: layer) else { return convolution.padding }
      let shape =
        switch input {
        case .layer(let index): network.layers[index].outputShape
        case .image: network.inputShape
        }
      return tiling.border(convolution.padding, input: shape, output: layer.outputShape)
    }
    return .none
  }

  private static func convolution(
    _ convolution: Convolution, _ weights: ConvolutionWeights, source: Tensor, target: Tensor,
    kernels: KernelFunctions, threads: Int
  ) throws(EngineError) -> Step {
    let packed = try PackedConvolution(weights, convolution, kernels: kernels)
    let isPointwise = convolution.kernel == 1
    var rows = 0..<target.shape.height
    var columns = 0..<target.shape.width
    if isPointwise, !convolution.padding.isEmpty {
      fillBorder(of: target, convolution, bias: weights.bias)
      rows = rows.dropFirst(convolution.padding.top).dropLast(convolution.padding.bottom)
      columns = columns.dropFirst(convolution.padding.left).dropLast(convolution.padding.right)
    }
    let padding = convolution.padding
    let inputOffsets = try OffsetTable(rows: rows, columns: columns) { row, column in
      source.offset(
        row: row * convolution.stride - padding.top,
        column: column * convolution.stride - padding.left)
    }
    let outputOffsets = try OffsetTable(rows: rows, columns: columns) { row, column in
      target.offset(row: row, column: column)
    }
    var arguments = ConvolutionArguments(
      input: UnsafePointer(source.pointer), inputOffsets: UnsafePointer(inputOffsets.pointer),
      segments: convolution.kernel,
      segmentLength: convolution.kernel * convolution.inputChannels,
      segmentStride: source.rowStride, weights: UnsafePointer(packed.weights.pointer),
      bias: UnsafePointer(packed.bias.pointer), output: target.pointer,
      outputOffsets: UnsafePointer(outputOffsets.pointer), channels: packed.channels,
      panelVectors: packed.panelVectors, relu: convolution.relu)
    let weightBytes = convolution.inputChannels * packed.channels * 4
    if isPointwise, convolution.inputChannels >= 64,
      weightBytes <= ConvolutionStep.cachedWeightBytes
    {
      // Measured: squeezes take 5 to 20% less; with fewer inputs, or where the weights stream,
      // asking ahead costs as much as it gains.
      arguments.inputAhead = 6 * source.pixelStride
    }
    if weightBytes > ConvolutionStep.cachedWeightBytes {
      // Measured: conv10 takes 4 to 10% less; its weights come from the outermost cache.
      let tiles = max(1, rows.count * columns.count / 6)
      arguments.nextPanelStep = (packed.panelVectors * kernels.vectorWidth + tiles - 1) / tiles
    }
    return ConvolutionStep(
      arguments, pixels: rows.count * columns.count, pixelsPerRow: columns.count,
      panels: packed.panels, threads: threads,
      kernels: kernels, owned: [packed, inputOffsets, outputOffsets, source.buffer, target.buffer])
  }

  /// Writes the output of a padded 1×1 convolution outside its input: the bias alone, activated.
  private static func fillBorder(of target: Tensor, _ convolution: Convolution, bias: [Float]) {
    let values = bias.map { convolution.relu ? max(0, $0) : $0 }
    let padding = convolution.padding
    for row in 0..<target.shape.height {
      for column in 0..<target.shape.width {
        let inside =
          row >= padding.top && row < target.shape.height - padding.bottom
          && column >= padding.left && column < target.shape.width - padding.right
        if inside { continue }
        (target.pointer + target.offset(row: row, column: column))
          .update(from: values, count: values.count)
      }
    }
  }

  private static func maxPooling(
    _ pooling: Pooling, source: Tensor, target: Tensor, kernels: KernelFunctions
  ) -> Step {
    let arguments = PoolingArguments(
      input: UnsafePointer(source.pointer), inputHeight: source.shape.height,
      inputWidth: source.shape.width, inputRowStride: source.rowStride,
      inputPixelStride: source.pixelStride, kernel: pooling.kernel, stride: pooling.stride,
      top: pooling.padding.top, left: pooling.padding.left, output: target.pointer,
      outputWidth: target.shape.width, outputRowStride: target.rowStride,
      outputPixelStride: target.pixelStride, channels: source.storedChannels)
    return MaxPoolingStep(
      arguments, rows: target.shape.height, kernels: kernels,
      owned: [source.buffer, target.buffer])
  }

  private static func averaging(
    source: Tensor, target: Tensor, kernels: KernelFunctions, threads: Int
  ) -> Step {
    let arguments = AveragingArguments(
      input: UnsafePointer(source.pointer), height: source.shape.height,
      width: source.shape.width, rowStride: source.rowStride, pixelStride: source.pixelStride,
      output: target.pointer, channels: source.storedChannels)
    return AveragingStep(
      arguments, threads: threads, kernels: kernels, owned: [source.buffer, target.buffer])
  }
}
