/// The parts of ONNX's ModelProto that a network is read from.
struct ONNXModel {
  struct Node {
    var type = ""
    var domain = ""
    var name = ""
    var inputs: [String] = []
    var outputs: [String] = []
    fileprivate(set) var attributes: [String: Attribute] = [:]

    func integers(_ name: String) -> [Int]? { attributes[name]?.integers }
    func integer(_ name: String) -> Int? { attributes[name]?.integer }
  }

  struct Attribute {
    var integer: Int?
    var float: Float?
    var text = ""
    var integers: [Int] = []
    var floats: ArraySlice<UInt8> = []
    var tensor: ONNXTensor?
  }

  /// A value that the graph reads or gives; a size that is not fixed is 0.
  struct Value {
    var name = ""
    var shape: [Int] = []
  }

  private(set) var producer = ""
  private(set) var metadata: [String: String] = [:]
  private(set) var nodes: [Node] = []
  private(set) var tensors: [ONNXTensor] = []
  private(set) var inputs: [Value] = []
  private(set) var outputs: [Value] = []

  init(_ bytes: ArraySlice<UInt8>) throws(WeightsError) {
    var version = ""
    var hasGraph = false
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 2: producer = field.value.text
      case 3: version = field.value.text
      case 7:
        hasGraph = true
        try readGraph(field.value.bytes)
      case 14:
        let (key, value) = try Self.pair(field.value.bytes)
        metadata[key] = value
      default: break
      }
    }
    guard hasGraph else { throw .malformed("an ONNX model without a graph") }
    if !version.isEmpty { producer += " \(version)" }
  }

  private mutating func readGraph(_ bytes: ArraySlice<UInt8>) throws(WeightsError) {
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 1: nodes.append(try Self.node(field.value.bytes))
      case 5: tensors.append(try ONNXTensor(field.value.bytes))
      case 11: inputs.append(try Self.value(field.value.bytes))
      case 12: outputs.append(try Self.value(field.value.bytes))
      default: break
      }
      guard
        [nodes.count, tensors.count, inputs.count, outputs.count].allSatisfy({
          $0 <= NetworkGraph.nodeLimit
        })
      else {
        throw .unsupported(
          "a graph of more than \(NetworkGraph.nodeLimit) nodes: a SqueezeNet has some 70")
      }
    }
  }

  private static func node(_ bytes: ArraySlice<UInt8>) throws(WeightsError) -> Node {
    var node = Node()
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 1: node.inputs.append(field.value.text)
      case 2: node.outputs.append(field.value.text)
      case 3: node.name = field.value.text
      case 4: node.type = field.value.text
      case 5:
        let (name, attribute) = try Self.attribute(field.value.bytes)
        node.attributes[name] = attribute
      case 7: node.domain = field.value.text
      default: break
      }
      guard node.inputs.count + node.outputs.count <= NetworkGraph.nodeLimit else {
        throw .unsupported("a graph with a node of more than \(NetworkGraph.nodeLimit) values")
      }
    }
    return node
  }

  private static func attribute(_ bytes: ArraySlice<UInt8>) throws(WeightsError)
    -> (String, Attribute)
  {
    var name = ""
    var attribute = Attribute()
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 1: name = field.value.text
      case 2: attribute.float = field.value.float
      case 3: attribute.integer = field.value.integer
      case 4: attribute.text = field.value.text
      case 5: attribute.tensor = try ONNXTensor(field.value.bytes)
      case 7: attribute.floats += field.value.packed
      case 8: attribute.integers += try field.value.integers()
      default: break
      }
    }
    return (name, attribute)
  }

  /// ValueInfoProto: its type is a tensor's, with a shape of dimensions.
  private static func value(_ bytes: ArraySlice<UInt8>) throws(WeightsError) -> Value {
    var value = Value()
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      if field.number == 1 { value.name = field.value.text }
      guard field.number == 2 else { return }
      var places = [field.value.bytes]
      // TypeProto.tensor_type, Tensor.shape, TensorShapeProto.dim.
      for number in [1, 2, 1] {
        var inner: [ArraySlice<UInt8>] = []
        for place in places {
          try ProtobufMessage.read(place) { field throws(WeightsError) in
            if field.number == number, case .bytes(let bytes) = field.value { inner.append(bytes) }
          }
        }
        places = inner
      }
      for dimension in places {
        var size = 0
        try ProtobufMessage.read(dimension) { field throws(WeightsError) in
          if field.number == 1 { size = field.value.integer ?? 0 }
        }
        value.shape.append(size)
      }
    }
    return value
  }

  /// StringStringEntryProto.
  static func pair(_ bytes: ArraySlice<UInt8>) throws(WeightsError) -> (String, String) {
    var (key, value) = ("", "")
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      if field.number == 1 { key = field.value.text }
      if field.number == 2 { value = field.value.text }
    }
    return (key, value)
  }
}
