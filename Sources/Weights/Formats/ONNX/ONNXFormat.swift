/// ONNX: a graph in protobuf, its arrays in it or in a file beside.
enum ONNXFormat: WeightsFormat {
  static let name = "ONNX"
  static let fileExtensions = ["onnx"]

  /// A version (field 1), then the producer, its version, the graph or what it imports.
  static func matches(_ source: WeightsSource) -> Bool {
    let head = source.head
    return head.count > 4 && head[0] == 8 && (2...20).contains(head[1])
      && [0x12, 0x1A, 0x22, 0x2A, 0x32, 0x3A, 0x42, 0x72].contains(head[2])
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let model = try ONNXModel(try source.whole()[...])
    return try ONNXGraph(model, source).graph.weights()
  }
}
