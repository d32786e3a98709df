import Files
import SqueezeNet

/// TensorFlow Lite: operators and arrays in FlatBuffers.
enum TFLiteFormat: WeightsFormat {
  static let name = "TFLite"
  static let fileExtensions = ["tflite"]

  static func matches(_ source: WeightsSource) -> Bool {
    source.head.count >= 8 && source.head[4..<8].elementsEqual("TFL3".utf8)
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let bytes = try source.whole()
    let model = try FlatTable(root: bytes)
    guard let graph = try model.tables(2).first else {
      throw .malformed("a TFLite model without a graph")
    }
    return try TFLiteGraph(model, graph, bytes).graph.weights()
  }
}

/// Turns TFLite's operators into the nodes of a `NetworkGraph`. Numbers of fields and operators are
/// those of its schema.
struct TFLiteGraph {
  private struct Tensor {
    let name: String
    let shape: [Int]
    /// Nil for what is computed.
    var array: StoredArray?
    var isQuantized = false
  }

  private(set) var graph: NetworkGraph
  private var tensors: [Tensor] = []

  private static let types: [Int: (name: String, size: Int)] = [
    0: ("float32", 4), 1: ("float16", 2), 2: ("int32", 4), 4: ("int64", 8), 9: ("int8", 1),
    3: ("uint8", 1), 10: ("float64", 8),
  ]

  private static let operators: [Int: String] = [
    0: "Add", 1: "AveragePool", 2: "Concatenation", 3: "Conv", 4: "DepthwiseConv", 6: "Dequantize",
    9: "FullyConnected", 14: "Logistic", 17: "MaxPool", 18: "Mul", 19: "ReLU", 21: "ReLU6",
    22: "Reshape", 25: "Softmax", 28: "Tanh", 34: "Pad", 36: "Gather", 39: "Transpose", 40: "Mean",
    41: "Sub", 42: "Div", 43: "Squeeze", 50: "LogSoftmax", 53: "Cast", 54: "PReLU", 98: "LeakyReLU",
    105: "Reverse", 114: "Quantize", 117: "HardSwish",
  ]

  init(_ model: FlatTable, _ subgraph: FlatTable, _ bytes: [UInt8]) throws(WeightsError) {
    graph = NetworkGraph(input: "", outputs: [])
    graph.producer = try model.text(3)
    graph.prefersSame = true
    graph.usualPreprocessing = .unit
    let buffers = try model.tables(4)
    for table in try subgraph.tables(0) { tensors.append(try Self.tensor(table, buffers, bytes)) }
    graph.stored = tensors.compactMap { tensor in
      tensor.array.map { StoredFact(name: tensor.name, shape: tensor.shape, type: $0.type) }
    }
    let inputs = try subgraph.integers(1, Int32.self).filter(tensors.indices.contains)
    guard let input = inputs.first else { throw .malformed("a TFLite model without an input") }
    graph.input = "\(input)"
    let shape = tensors[input].shape
    if shape.count == 4 { graph.inputSize = InputSize(accepted: shape[1], by: shape[2]) }
    graph.outputs = try subgraph.integers(2, Int32.self).map { "\($0)" }
    let codes = try model.tables(1)
    for (index, table) in try subgraph.tables(3).enumerated() {
      let code = try table.integer(0, UInt32.self)
      guard codes.indices.contains(code) else { throw .malformed("an operator without a code") }
      // Old files have it in one byte.
      let number = max(
        try codes[code].integer(3, Int32.self), try codes[code].integer(0, Int8.self))
      try add(table, Self.operators[number] ?? "operator \(number)", index)
    }
    if tensors.contains(where: \.isQuantized) {
      graph.assumptions.append("its integer kernels are used as the floats they stand for")
    }
  }

  private static func tensor(_ table: FlatTable, _ buffers: [FlatTable], _ bytes: [UInt8])
    throws(WeightsError) -> Tensor
  {
    let (name, shape) = (try table.text(3), try table.integers(0, Int32.self))
    let buffer = try table.integer(2, UInt32.self)
    guard buffers.indices.contains(buffer) else { return Tensor(name: name, shape: shape) }
    var data = try buffers[buffer].data(0)
    // Of large files the data lies behind the tables.
    let offset = try buffers[buffer].integer(1, UInt64.self)
    let size = try buffers[buffer].integer(2, UInt64.self)
    if offset > 1 {
      guard offset <= bytes.count, size <= bytes.count - offset else {
        throw .truncated(offset: offset, needed: size, left: max(0, bytes.count - offset))
      }
      data = bytes[offset..<offset + size]
    }
    guard !data.isEmpty, let type = types[try table.integer(1, Int8.self)] else {
      return Tensor(name: name, shape: shape)
    }
    var tensor = Tensor(name: name, shape: shape)
    let array = StoredArray(shape: shape, name: name, type: type.name) { () throws(WeightsError) in
      guard let count = NPYHeader.count(of: shape, upTo: SizeLimit.weights),
        data.count == count * type.size
      else { throw .malformed("array \(name.printable) has not as many bytes as its shape needs") }
      return ElementValues.floats(data, type.name) ?? []
    }
    tensor.array = array
    let isInteger = type.name.hasPrefix("int") || type.name == "uint8"
    guard isInteger, let quantization = try table.table(4) else { return tensor }
    let scales = ByteReader.floats(try quantization.data(2, size: 4))
    guard !scales.isEmpty else { return tensor }
    let axis = try quantization.integer(6, Int32.self)
    guard scales.count == 1 || axis == 0 else {
      throw .unsupported("a TFLite model with scales along another axis than output channels")
    }
    let zeros = try quantization.integers(3, Int64.self).map { Float($0) }
    tensor.isQuantized = true
    tensor.array = array.dequantized(
      StoredArray(shape: [scales.count]) { scales },
      zeros.isEmpty ? nil : StoredArray(shape: [zeros.count]) { zeros })
    return tensor
  }

  // MARK: Operators

  private mutating func add(_ table: FlatTable, _ type: String, _ index: Int) throws(WeightsError) {
    let inputs = try table.integers(1, Int32.self)
    let outputs = try table.integers(2, Int32.self)
    // −1 is an input that is left out.
    guard let output = outputs.first, tensors.indices.contains(output),
      inputs.allSatisfy({ $0 == -1 || tensors.indices.contains($0) })
    else { throw .malformed("an operator on an array that is not there") }
    func array(_ place: Int) -> StoredArray? {
      inputs.indices.contains(place) && inputs[place] >= 0 ? tensors[inputs[place]].array : nil
    }
    if ["Dequantize", "Cast", "Reshape"].contains(type), let constant = array(0) {
      tensors[output].array =
        type == "Reshape" ? constant.reshaped(tensors[output].shape) : constant
      return
    }
    let options = try table.table(4)
    let operation = try operation(type, options, inputs, array)
    let name = "operator \(index), \(tensors[output].name)"
    let computed = inputs.filter { $0 >= 0 && tensors[$0].array == nil }.map { "\($0)" }
    // An activation may be a part of the operator.
    let places = ["Conv": 3, "MaxPool": 5, "AveragePool": 5, "Concatenation": 1]
    let isFused = ["FullyConnected", "Add", "Sub", "Mul", "Div"].contains(type)
    let place = places[type] ?? (isFused ? 0 : nil)
    let activation = place == nil ? 0 : try options?.integer(place ?? 0, Int8.self) ?? 0
    if activation == 0 {
      graph.nodes.append(GraphNode(name, operation, computed, "\(output)"))
      return
    }
    graph.nodes.append(GraphNode(name, operation, computed, "\(output) linear"))
    let next = activation == 1 ? .relu : GraphNode.Operation.other("an activation other than ReLU")
    graph.nodes.append(GraphNode(name, next, ["\(output) linear"], "\(output)"))
  }

  private func operation(
    _ type: String, _ options: FlatTable?, _ inputs: [Int], _ array: (Int) -> StoredArray?
  ) throws(WeightsError) -> GraphNode.Operation {
    switch type {
    case "Conv":
      guard let kernel = array(1), kernel.shape.count == 4 else { break }
      // OHWI.
      var window = try window(options, Array(kernel.shape[1...2]))
      window.dilation = [
        try options?.integer(5, Int32.self, or: 1) ?? 1,
        try options?.integer(4, Int32.self, or: 1) ?? 1,
      ]
      return .convolution(window, kernel: kernel.transposed([0, 3, 1, 2]), bias: array(2))
    case "MaxPool", "AveragePool":
      let sides = [
        try options?.integer(4, Int32.self) ?? 0, try options?.integer(3, Int32.self) ?? 0,
      ]
      let window = try window(options, sides)
      return type == "MaxPool" ? .maxPooling(window) : .averagePooling(window)
    case "FullyConnected":
      guard let kernel = array(1), kernel.shape.count == 2 else { break }
      return .fullyConnected(kernel: kernel.reshaped(kernel.shape + [1, 1]), bias: array(2))
    case "ReLU": return .relu
    case "Concatenation":
      let axis = try options?.integer(0, Int32.self) ?? 0
      if axis == 3 || axis == -1 { return .concatenation }
    case "Add", "Sub", "Mul", "Div":
      guard let place = inputs.firstIndex(where: { $0 >= 0 && tensors[$0].array != nil }),
        let constant = array(place)
      else { return type == "Add" ? .addition : .other("a \(type)") }
      if let scaling = GraphNode.Operation.arithmetic(type, constant, isSecond: place == 1) {
        return scaling
      }
    case "Mean":
      let axes = Set((array(1)?.integers ?? []).map { $0 < 0 ? $0 &+ 4 : $0 })
      return axes == [1, 2] ? .globalAverage : .other("a mean over the axes \(axes.sorted())")
    case "Softmax", "LogSoftmax": return .softmax
    case "Logistic": return .sigmoid
    case "Pad":
      guard let pads = array(1)?.integers, pads.count == 8, pads[0...1] == [0, 0],
        pads[6...7] == [0, 0]
      else { break }
      return .padding(Padding(top: pads[2], left: pads[4], bottom: pads[3], right: pads[5]))
    case "Reverse" where array(1)?.integers == [3] || array(1)?.integers == [-1]:
      return .channelReversal
    case "Gather" where array(1)?.integers == [2, 1, 0]: return .channelReversal
    case "Reshape", "Squeeze", "Cast", "Quantize", "Dequantize": return .identity
    default: break
    }
    return .other("AEIOU".contains(type.first ?? " ") ? "an \(type)" : "a \(type)")
  }

  private func window(_ options: FlatTable?, _ sides: [Int]) throws(WeightsError) -> GraphWindow {
    var window = GraphWindow(kernel: sides)
    window.stride = [
      try options?.integer(2, Int32.self) ?? 1, try options?.integer(1, Int32.self) ?? 1,
    ]
    if try options?.integer(0, Int8.self) ?? 0 == 0 { window.padding = nil }
    return window
  }
}
