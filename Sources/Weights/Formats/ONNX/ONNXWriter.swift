import SqueezeNet

/// Writes a network as an ONNX graph (opset 13), its nodes called like the layers. Batch, height
/// and width are free; borders that depend on the size are `SAME_UPPER`. Field numbers are those of
/// onnx.proto.
struct ONNXWriter {
  private let weights: ModelWeights
  private var graph = ProtobufWriter()

  /// - Parameter hasPreprocessing: True for a graph that takes the photo's pixels, 0 … 255, RGB.
  static func bytes(of weights: ModelWeights, hasPreprocessing: Bool) throws(WeightsError)
    -> [UInt8]
  {
    let network: Network
    do {
      network = try Network(
        architecture: weights.architecture, paddingConvention: weights.paddingConvention)
    } catch {
      throw .notWritable("the network has no pixel left at its usual size")
    }
    var writer = ONNXWriter(weights: weights)
    let image = writer.preprocess(hasPreprocessing)
    for layer in network.layers { writer.add(layer, of: network, image: image) }
    writer.graph.text(2, "SqueezeNet \(weights.architecture.name)")
    let output = network.layers.last?.name ?? ""
    writer.value(11, image.first, channels: weights.architecture.inputChannels, isImage: true)
    writer.value(12, output, channels: weights.architecture.classCount, isImage: false)

    var model = ProtobufWriter()
    model.varint(1, 7)  // the version of the format that goes with opset 13
    model.text(2, "sqz-tui")
    model.data(7, writer.graph.bytes)
    model.message(8) { $0.varint(2, 13) }
    for (key, value) in WeightsMetadata.entries(of: weights).sorted(by: { $0.key < $1.key }) {
      model.message(14) {
        $0.text(1, key)
        $0.text(2, value)
      }
    }
    return model.bytes
  }

  private init(weights: ModelWeights) { self.weights = weights }

  // MARK: The photo

  /// - Returns: The names of the graph's input and of the prepared image.
  private mutating func preprocess(_ isWanted: Bool) -> (first: String, last: String) {
    guard isWanted else { return ("input", "input") }
    let preprocessing = weights.preprocessing
    let channels = weights.architecture.inputChannels
    func values(_ vector: SIMD3<Float>) -> [Float] {
      channels == 1 ? [vector[1]] : (0..<3).map { vector[$0] }
    }
    var tip = "image"
    if preprocessing.order == .bgr {
      constant("preprocessing/order", shape: [3], integers: [2, 1, 0])
      node("Gather", "preprocessing/bgr", [tip, "preprocessing/order"]) { $0.integer("axis", 1) }
      tip = "preprocessing/bgr"
    }
    let steps: [(operation: String, [Float], neutral: Float)] = [
      ("Mul", [1 / preprocessing.divisor], 1), ("Sub", values(preprocessing.mean), 0),
      ("Div", values(preprocessing.deviation), 1),
    ]
    for (operation, values, neutral) in steps where values.contains(where: { $0 != neutral }) {
      let output = "preprocessing/\(operation)"
      constant(output + ".value", shape: [1, values.count, 1, 1], values)
      node(operation, output, [tip, output + ".value"])
      tip = output
    }
    return ("image", tip)
  }

  // MARK: Layers

  private mutating func add(
    _ layer: Layer, of network: Network, image: (first: String, last: String)
  ) {
    let inputs = layer.inputs.map { input in
      if case .layer(let index) = input { network.layers[index].name } else { image.last }
    }
    let convention = weights.paddingConvention
    switch layer.operation {
    case .convolution(let convolution):
      let values = weights.convolutions[layer.name]
      constant(
        layer.name + ".weight", shape: convolution.kernelShape, values?.kernel ?? [])
      constant(layer.name + ".bias", shape: [convolution.outputChannels], values?.bias ?? [])
      let isSame = layer.name == "conv1" && convention.conv1 == .same
      let output = convolution.relu ? layer.name + "/linear" : layer.name
      node("Conv", output, inputs + [layer.name + ".weight", layer.name + ".bias"], as: layer.name)
      {
        $0.window(convolution.kernel, convolution.stride)
        if isSame {
          $0.text("auto_pad", "SAME_UPPER")
        } else {
          let padding = convolution.padding
          $0.integers("pads", [padding.top, padding.left, padding.bottom, padding.right])
        }
      }
      if convolution.relu { node("Relu", layer.name, [output], as: layer.name + "/relu") }
    case .maxPooling(let pooling):
      node("MaxPool", layer.name, inputs) {
        $0.window(pooling.kernel, pooling.stride)
        switch convention.pooling {
        case .same: $0.text("auto_pad", "SAME_UPPER")
        case .roundedUp: $0.integer("ceil_mode", 1)
        case .roundedDown: break
        }
      }
    case .concatenation: node("Concat", layer.name, inputs) { $0.integer("axis", 1) }
    case .addition: node("Add", layer.name, inputs)
    case .globalAveragePooling:
      node("GlobalAveragePool", layer.name + "/pixel", inputs, as: layer.name)
      node("Flatten", layer.name, [layer.name + "/pixel"], as: layer.name + "/flatten")
    case .softmax: node("Softmax", layer.name, inputs) { $0.integer("axis", 1) }
    case .sigmoid: node("Sigmoid", layer.name, inputs)
    }
  }

  // MARK: Messages

  /// The attributes of a node.
  private struct Attributes {
    var node: ProtobufWriter

    mutating func integer(_ name: String, _ value: Int) {
      node.message(5) {
        $0.text(1, name)
        $0.varint(3, value)
        $0.varint(20, 2)
      }
    }

    mutating func integers(_ name: String, _ values: [Int]) {
      node.message(5) {
        $0.text(1, name)
        for value in values { $0.varint(8, value) }
        $0.varint(20, 7)
      }
    }

    mutating func text(_ name: String, _ value: String) {
      node.message(5) {
        $0.text(1, name)
        $0.text(4, value)
        $0.varint(20, 3)
      }
    }

    mutating func window(_ kernel: Int, _ stride: Int) {
      integers("kernel_shape", [kernel, kernel])
      integers("strides", [stride, stride])
    }
  }

  private mutating func node(
    _ operation: String, _ output: String, _ inputs: [String], as name: String? = nil,
    _ describe: (inout Attributes) -> Void = { _ in }
  ) {
    var attributes = Attributes(node: ProtobufWriter())
    for input in inputs { attributes.node.text(1, input) }
    attributes.node.text(2, output)
    attributes.node.text(3, name ?? output)
    attributes.node.text(4, operation)
    describe(&attributes)
    graph.data(1, attributes.node.bytes)
  }

  private mutating func constant(_ name: String, shape: [Int], _ values: [Float]) {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: values)
    constant(name, shape: shape, type: 1, bytes)
  }

  private mutating func constant(_ name: String, shape: [Int], integers: [Int64]) {
    var bytes: [UInt8] = []
    for value in integers { bytes.append(littleEndian: value) }
    constant(name, shape: shape, type: 7, bytes)
  }

  private mutating func constant(_ name: String, shape: [Int], type: Int, _ bytes: [UInt8]) {
    graph.message(5) {
      for side in shape { $0.varint(1, side) }
      $0.varint(2, type)
      $0.text(8, name)
      $0.data(9, bytes)
    }
  }

  /// An input or output, float32: N × C, of an image N × C × height × width.
  private mutating func value(_ field: Int, _ name: String, channels: Int, isImage: Bool) {
    graph.message(field) {
      $0.text(1, name)
      $0.message(2) {
        $0.message(1) {
          $0.varint(1, 1)
          $0.message(2) { shape in
            shape.message(1) { $0.text(2, "batch") }
            shape.message(1) { $0.varint(1, channels) }
            for side in isImage ? ["height", "width"] : [] {
              shape.message(1) { $0.text(2, side) }
            }
          }
        }
      }
    }
  }
}

extension ONNXFormat: WritableWeightsFormat {
  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    try ONNXWriter.bytes(of: weights, hasPreprocessing: false)
  }

  static func writeWithPreprocessing(_ weights: ModelWeights) throws(WeightsError) -> [UInt8] {
    try ONNXWriter.bytes(of: weights, hasPreprocessing: true)
  }
}
