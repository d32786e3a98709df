import Files
import SqueezeNet

/// Turns ONNX's nodes into those of a `NetworkGraph`.
struct ONNXGraph {
  private(set) var graph: NetworkGraph
  /// Arrays by the names of their values.
  private var constants: [String: StoredArray] = [:]
  /// Values whose channels are the last axis, as TensorFlow has them.
  private var isChannelsLast: Set<String> = []
  private var isQuantized = false

  /// - Parameter source: Beside it lie the files that arrays are in.
  init(_ model: ONNXModel, _ source: WeightsSource) throws(WeightsError) {
    var files: [String: WeightsSource] = [:]
    for location in Set(model.tensors.compactMap(\.location)) {
      files[location] = try source.sibling(location)
    }
    var arrays: [String: StoredArray] = [:]
    for tensor in model.tensors {
      arrays[tensor.name] = tensor.array(tensor.location.flatMap { files[$0] })
    }
    // Until opset 9 arrays are inputs, too.
    guard let input = model.inputs.first(where: { arrays[$0.name] == nil }) else {
      throw .malformed("an ONNX graph without an input")
    }
    constants = arrays
    graph = NetworkGraph(input: input.name, outputs: model.outputs.map(\.name))
    if input.shape.count == 4 {
      let isLast = [1, 3].contains(input.shape[3]) && ![1, 3].contains(input.shape[1])
      let sizes = isLast ? input.shape[1...2] : input.shape[2...3]
      if isLast { isChannelsLast.insert(input.name) }
      graph.inputSize = InputSize(
        accepted: sizes[sizes.startIndex], by: sizes[sizes.endIndex - 1])
    }
    graph.producer = model.producer
    graph.usualPreprocessing = Self.usualPreprocessing(model, input.name)
    graph.prefersSame = Self.isTensorFlows(model)
    graph.stored = model.tensors.map {
      StoredFact(name: $0.name, shape: $0.shape, type: $0.typeName)
    }
    graph.facts = model.metadata.filter { $0.key.hasPrefix("sqz.") }
    for key in ["class_names", "classes", "labels", "names"] where graph.classNames == nil {
      graph.classNames = model.metadata[key].flatMap {
        try? ClassNamesFile.names(in: Array($0.utf8), isCSV: false)
      }
    }
    for (index, node) in model.nodes.enumerated() {
      try add(node, name: node.name.isEmpty ? "node \(index)" : node.name)
    }
    if isQuantized {
      graph.assumptions.append("its integer kernels are used as the floats they stand for")
    }
  }

  /// Caffe2's zoo and Keras's exports are told by what they call things.
  private static func usualPreprocessing(_ model: ONNXModel, _ input: String) -> Preprocessing {
    if model.producer.contains("caffe") || input == "data_0" { return .caffe }
    return isTensorFlows(model) ? .unit : .torchvision
  }

  private static func isTensorFlows(_ model: ONNXModel) -> Bool {
    ["tf2onnx", "keras"].contains { model.producer.hasPrefix($0) }
  }

  // MARK: Nodes

  private mutating func add(_ node: ONNXModel.Node, name: String) throws(WeightsError) {
    guard let output = node.outputs.first else { return }
    let dynamic = node.inputs.filter { !$0.isEmpty && constants[$0] == nil }
    if dynamic.isEmpty {
      constants[output] = constant(node)
      if constants[output] != nil { return }
    }
    if let first = dynamic.first, isChannelsLast.contains(first) != (node.type == "Transpose") {
      isChannelsLast.insert(output)
    }
    var operations = try operations(node)
    // What a node does besides goes by names of its own.
    let last = operations.removeLast()
    var inputs = dynamic
    for (place, operation) in operations.enumerated() {
      graph.nodes.append(GraphNode(name, operation, inputs, "\(output) \(place)"))
      inputs = ["\(output) \(place)"]
    }
    if case .identity = last { inputs = Array(inputs.prefix(1)) }
    graph.nodes.append(GraphNode(name, last, inputs, output))
  }

  /// The computations of a node, one after the other.
  private mutating func operations(_ node: ONNXModel.Node) throws(WeightsError)
    -> [GraphNode.Operation]
  {
    func array(_ index: Int) -> StoredArray? {
      node.inputs.indices.contains(index) ? constants[node.inputs[index]] : nil
    }
    let unknown = GraphNode.Operation.other(
      ("AEIOU".contains(node.type.first ?? " ") ? "an " : "a ") + node.type.printable)
    let isLast = node.inputs.first.map(isChannelsLast.contains) ?? false
    switch node.type {
    case "Conv", "FusedConv":
      guard let kernel = array(1), let window = window(node, kernel) else { break }
      let convolution = GraphNode.Operation.convolution(window, kernel: kernel, bias: array(2))
      switch node.attributes["activation"]?.text {
      case nil: return [convolution]
      case "Relu": return [convolution, .relu]
      default: break
      }
    case "QLinearConv":
      guard let kernel = array(3), let scale = array(4), let window = window(node, kernel) else {
        break
      }
      isQuantized = true
      let bias = array(8)?.scaled(by: scale).scaled(by: array(1))
      return [
        .convolution(window, kernel: kernel.dequantized(scale, array(5)), bias: bias),
        clips(array(7)) ? .relu : .identity,
      ]
    case "Relu": return [.relu]
    case "Clip":
      let limits = [("min", 1), ("max", 2)].map { name, index in
        node.attributes[name]?.float ?? array(index)?.single
      }
      if limits[0] == 0, limits[1].map({ $0 >= 1e30 }) ?? true { return [.relu] }
      return [.other("a ReLU with an upper bound")]
    case "MaxPool": if let window = window(node, nil) { return [.maxPooling(window)] }
    case "AveragePool": if let window = window(node, nil) { return [.averagePooling(window)] }
    case "GlobalAveragePool", "QLinearGlobalAveragePool": return [.globalAverage]
    case "ReduceMean":
      let axes = node.integers("axes") ?? array(1)?.integers ?? []
      let isWhole = Set(axes.map { $0 < 0 ? $0 + 4 : $0 }) == (isLast ? [1, 2] : [2, 3])
      return [isWhole ? .globalAverage : .other("a mean over the axes \(axes)")]
    case "Concat", "QLinearConcat":
      let axis = node.integer("axis") ?? 1
      if axis == (isLast ? 3 : 1) || axis == (isLast ? -1 : -3) { return [.concatenation] }
    case "Add", "Sum", "QLinearAdd": return [arithmetic(node) ?? .addition]
    case "Sub", "Mul", "Div": if let scaling = arithmetic(node) { return [scaling] }
    case "BatchNormalization":
      guard let scale = array(1), let bias = array(2), let mean = array(3), let variance = array(4)
      else { break }
      return [
        .normalization(
          scale: scale, bias: bias, mean: mean, variance: variance,
          epsilon: Double(node.attributes["epsilon"]?.float ?? 1e-5))
      ]
    case "Gemm", "MatMul":
      let isTurned = node.integer("transB") != 1
      guard let matrix = array(1), matrix.shape.count == 2,
        node.attributes["alpha"]?.float ?? 1 == 1, node.attributes["beta"]?.float ?? 1 == 1
      else { break }
      let kernel = isTurned ? matrix.transposed([1, 0]) : matrix
      return [
        .fullyConnected(
          kernel: kernel.reshaped(kernel.shape + [1, 1]), bias: node.type == "Gemm" ? array(2) : nil
        )
      ]
    case "Softmax", "LogSoftmax": return [.softmax]
    case "Sigmoid": return [.sigmoid]
    case "Pad":
      let pads = node.integers("pads") ?? array(1)?.integers ?? []
      let first = isLast ? 1 : 2
      let isZero = array(2).map { $0.single == 0 } ?? (node.attributes["value"]?.float ?? 0 == 0)
      guard pads.count == 8, isZero,
        ["", "constant"].contains(node.attributes["mode"]?.text ?? ""),
        (0..<8).allSatisfy({ pads[$0] == 0 || [first, first + 1].contains($0 % 4) })
      else { break }
      return [
        .padding(
          Padding(
            top: pads[first], left: pads[first + 1], bottom: pads[first + 4],
            right: pads[first + 5]))
      ]
    case "Transpose":
      guard [[0, 2, 3, 1], [0, 3, 1, 2], [0, 1, 2, 3]].contains(node.integers("perm")) else {
        break
      }
      if node.integers("perm") == [0, 1, 2, 3] { return [.identity] }
      return [.identity]
    case "Reshape":
      if array(1).map({ $0.shape == [5] || $0.shape == [6] }) == true { break }
      return [.identity]
    case "Gather":
      let axis = node.integer("axis") ?? 0
      if array(1)?.integers == [2, 1, 0], axis == (isLast ? 3 : 1) || (isLast && axis == -1) {
        return [.channelReversal]
      }
    case "Slice":
      if array(4)?.integers == [-1],
        [[isLast ? 3 : 1], [isLast ? -1 : -3]].contains(array(3)?.integers)
      {
        return [.channelReversal]
      }
    case "QuantizeLinear":
      // A ReLU before it is left out where the smallest integer stands for 0.
      return [clips(array(2)) && node.inputs.first != graph.input ? .relu : .identity]
    case "Identity", "Dropout", "Flatten", "Squeeze", "Unsqueeze", "Cast", "DequantizeLinear":
      return [.identity]
    default: break
    }
    return [unknown]
  }

  /// True for the zero point with which no integer stands for less than 0.
  private func clips(_ zeroPoint: StoredArray?) -> Bool {
    switch zeroPoint?.type {
    case "uint8": zeroPoint?.single == 0
    case "int8": zeroPoint?.single == -128
    default: false
    }
  }

  /// A constant and a value; nil for others.
  private func arithmetic(_ node: ONNXModel.Node) -> GraphNode.Operation? {
    guard node.inputs.count == 2,
      let place = node.inputs.firstIndex(where: { constants[$0] != nil }),
      let constant = constants[node.inputs[place]]
    else { return nil }
    return .arithmetic(node.type, constant, isSecond: place == 1)
  }

  /// - Parameter kernel: tells the size where the node does not.
  private func window(_ node: ONNXModel.Node, _ kernel: StoredArray?) -> GraphWindow? {
    guard let sides = node.integers("kernel_shape") ?? kernel.map({ Array($0.shape.dropFirst(2)) }),
      sides.count == 2
    else { return nil }
    var window = GraphWindow(kernel: sides)
    window.stride = node.integers("strides") ?? [1, 1]
    window.dilation = node.integers("dilations") ?? [1, 1]
    window.groups = node.integer("group") ?? 1
    window.roundsUp = node.integer("ceil_mode") == 1
    switch node.attributes["auto_pad"]?.text ?? "NOTSET" {
    case "SAME_UPPER": window.padding = nil
    case "SAME_LOWER" where window.stride == [1, 1]: window.padding = nil
    case "NOTSET", "":
      let pads = node.integers("pads") ?? [0, 0, 0, 0]
      guard pads.count == 4 else { return nil }
      window.padding = Padding(top: pads[0], left: pads[1], bottom: pads[2], right: pads[3])
    case "VALID": break
    default: return nil
    }
    return window
  }

  // MARK: Constants

  /// The value of a node that reads constants only; nil where it is not needed for a SqueezeNet.
  private mutating func constant(_ node: ONNXModel.Node) -> StoredArray? {
    let inputs = node.inputs.map { constants[$0] }
    switch node.type {
    case "Constant":
      if let tensor = node.attributes["value"]?.tensor { return tensor.array(nil) }
      if let value = node.attributes["value_float"]?.float {
        return StoredArray(shape: []) { [value] }
      }
      for name in ["value_int", "value_ints"] {
        guard let attribute = node.attributes[name] else { continue }
        let values = (attribute.integer.map { [$0] } ?? attribute.integers).map { Float($0) }
        return StoredArray(shape: name == "value_int" ? [] : [values.count], type: "int64") {
          values
        }
      }
      return nil
    case "Identity", "Cast": return inputs.first ?? nil
    case "DequantizeLinear":
      guard let array = inputs.first ?? nil, inputs.count > 1, let scale = inputs[1] else {
        return nil
      }
      // A block is several channels of a kernel.
      guard scale.count == 1 || [0, -array.shape.count].contains(node.integer("axis") ?? 1) else {
        return nil
      }
      isQuantized = true
      return array.dequantized(scale, inputs.count > 2 ? inputs[2] : nil)
    case "Transpose":
      guard let array = inputs.first ?? nil, let order = node.integers("perm"),
        order.sorted() == Array(array.shape.indices)
      else { return nil }
      return array.transposed(order)
    case "Reshape", "Unsqueeze", "Squeeze":
      guard let array = inputs.first ?? nil else { return nil }
      guard node.type == "Reshape" else { return array.reshaped(array.shape.filter { $0 != 1 }) }
      guard inputs.count > 1, let shape = inputs[1]?.integers, shape.allSatisfy({ $0 > 0 }),
        NPYHeader.count(of: shape, upTo: SizeLimit.weights) == array.count
      else { return nil }
      return array.reshaped(shape)
    default: return nil
    }
  }
}
