extension Network {
  /// Lays the layers of an architecture end to end and infers their shapes.
  struct Builder {
    private let paddingConvention: PaddingConvention
    private var layers: [Layer] = []
    /// The input of the next layer.
    private var tip: LayerInput = .image
    private var shape: Shape
    private var field: ReceptiveField = .pixel

    /// Nil when a layer would have no pixel left.
    static func layers(
      architecture: Architecture, paddingConvention: PaddingConvention, size: InputSize
    ) -> [Layer]? {
      var builder = Builder(
        paddingConvention: paddingConvention,
        shape: Shape(
          height: size.height, width: size.width, channels: architecture.inputChannels))
      guard
        builder.convolution(
          "conv1", kernel: architecture.conv1Kernel, stride: architecture.conv1Stride,
          channels: architecture.conv1Channels)
      else { return nil }
      guard builder.poolIfNeeded(after: 1, architecture) else { return nil }
      for fire in architecture.fireBlocks {
        builder.fireBlock(fire)
        guard builder.poolIfNeeded(after: fire.number, architecture) else { return nil }
      }
      builder.pointwise(
        "conv10", channels: architecture.classCount, relu: paddingConvention.conv10HasReLU,
        padding: Padding(paddingConvention.conv10Padding(architecture)))
      builder.wholeImage("avgpool10", .globalAveragePooling, channels: architecture.classCount)
      builder.wholeImage(
        architecture.classCount == 1 ? "sigmoid" : "softmax",
        architecture.classCount == 1 ? .sigmoid : .softmax, channels: architecture.answerCount)
      return builder.layers
    }

    private init(paddingConvention: PaddingConvention, shape: Shape) {
      self.paddingConvention = paddingConvention
      self.shape = shape
    }

    private mutating func convolution(_ name: String, kernel: Int, stride: Int, channels: Int)
      -> Bool
    {
      guard
        let rows = paddingConvention.convolution(
          length: shape.height, kernel: kernel, stride: stride),
        let columns = paddingConvention.convolution(
          length: shape.width, kernel: kernel, stride: stride)
      else { return false }
      let padding = Padding(
        top: rows.before, left: columns.before, bottom: rows.after, right: columns.after)
      let operation = Convolution(
        kernel: kernel, stride: stride, padding: padding, inputChannels: shape.channels,
        outputChannels: channels, relu: true)
      append(
        name, .convolution(operation),
        output: Shape(height: rows.output, width: columns.output, channels: channels),
        field: field.after(kernel: kernel, stride: stride, padding: padding))
      return true
    }

    private mutating func poolIfNeeded(after block: Int, _ architecture: Architecture) -> Bool {
      guard architecture.poolingAfter.contains(block) else { return true }
      guard
        let rows = paddingConvention.pooling(length: shape.height, kernel: 3, stride: 2),
        let columns = paddingConvention.pooling(length: shape.width, kernel: 3, stride: 2)
      else { return false }
      let padding = Padding(
        top: rows.before, left: columns.before, bottom: rows.after, right: columns.after)
      append(
        "maxpool\(block)", .maxPooling(Pooling(kernel: 3, stride: 2, padding: padding)),
        output: Shape(height: rows.output, width: columns.output, channels: shape.channels),
        field: field.after(kernel: 3, stride: 2, padding: padding))
      return true
    }

    private mutating func fireBlock(_ fire: FireBlock) {
      let before = (tip, shape, field)
      pointwise(fire.squeezeName, channels: fire.squeeze1x1, fire: fire)
      let squeezed = (tip, shape, field)
      pointwise(fire.expand1x1Name, channels: fire.expand1x1, fire: fire)
      let narrow = tip
      (tip, shape, field) = squeezed
      let wideField = field.after(kernel: 3, stride: 1, padding: Padding(1))
      let convolution = Convolution(
        kernel: 3, stride: 1, padding: Padding(1), inputChannels: shape.channels,
        outputChannels: fire.expand3x3, relu: true)
      append(
        fire.expand3x3Name, .convolution(convolution),
        output: Shape(height: shape.height, width: shape.width, channels: fire.expand3x3),
        field: wideField, fire: fire)
      let output = Shape(
        height: shape.height, width: shape.width, channels: fire.outputChannels)
      append(
        fire.name, .concatenation, inputs: fire.isExpand3x3First ? [tip, narrow] : [narrow, tip],
        input: output, output: output, field: wideField, fire: fire)
      guard let bypass = fire.bypass else { return }
      let concatenation = tip
      (tip, shape, field) = before
      if bypass == .convolution {
        pointwise(fire.bypass1x1Name, channels: fire.outputChannels, relu: false, fire: fire)
      }
      append(
        fire.bypassName, .addition, inputs: [tip, concatenation], input: output, output: output,
        field: wideField, fire: fire)
    }

    /// A 1×1 convolution; it never runs out of pixels.
    private mutating func pointwise(
      _ name: String, channels: Int, relu: Bool = true, padding: Padding = .none,
      fire: FireBlock? = nil
    ) {
      let convolution = Convolution(
        kernel: 1, stride: 1, padding: padding, inputChannels: shape.channels,
        outputChannels: channels, relu: relu)
      let output = Shape(
        height: shape.height + padding.top + padding.bottom,
        width: shape.width + padding.left + padding.right, channels: channels)
      append(
        name, .convolution(convolution), output: output,
        field: field.after(kernel: 1, stride: 1, padding: padding), fire: fire)
    }

    private mutating func wholeImage(
      _ name: String, _ operation: LayerOperation, channels: Int
    ) {
      append(name, operation, output: Shape(height: 1, width: 1, channels: channels), field: nil)
    }

    private mutating func append(
      _ name: String, _ operation: LayerOperation, inputs: [LayerInput]? = nil,
      input: Shape? = nil, output: Shape, field: ReceptiveField?, fire: FireBlock? = nil
    ) {
      let layer = Layer(
        index: layers.count, name: name, operation: operation, inputs: inputs ?? [tip],
        inputShape: input ?? shape, outputShape: output, fire: fire, receptiveField: field)
      layers.append(layer)
      tip = .layer(layer.index)
      shape = output
      if let field { self.field = field }
    }
  }
}
