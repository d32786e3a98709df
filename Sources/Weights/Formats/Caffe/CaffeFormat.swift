import SqueezeNet

/// Caffe's `.caffemodel`: layers in protobuf with their arrays. The text of the network may lie beside.
enum CaffeFormat: WeightsFormat {
  static let name = "Caffe"
  static let fileExtensions = ["caffemodel"]

  /// A protobuf that begins with a name, and goes on with layers (field 2 or 100) or an input; or one
  /// that has no name, and begins with a layer.
  static func matches(_ source: WeightsSource) -> Bool {
    let head = source.head
    guard head.count > 2 else { return false }
    if head.starts(with: [0xA2, 6]) { return true }
    guard head[0] == 0x0A, (1...100).contains(head[1]), head.count > 2 + Int(head[1]) else {
      return false
    }
    let end = 2 + Int(head[1])
    return head[2..<end].allSatisfy { (0x20...0x7E).contains($0) }
      && [[0x12], [0x1A], [0x22], [0xA2, 6]].contains { head[end...].starts(with: $0) }
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let model = try CaffeNetwork(try source.whole()[...])
    let text = try prototxt(beside: source, of: model)
    guard text != nil || model.layers.contains(where: { !$0.bottoms.isEmpty }) else {
      return try ModelWeights(arrays: arrays(model), metadata: [:])
    }
    return try CaffeGraph(model, text: text).graph.weights()
  }

  /// The text with the model's name, the one that is for answering, or the only one, where its layers
  /// are the model's.
  private static func prototxt(beside source: WeightsSource, of model: CaffeNetwork)
    throws(WeightsError) -> CaffeNetwork?
  {
    let file = source.path.name.description
    let stem = file.lowercased().hasSuffix(".caffemodel") ? String(file.dropLast(11)) : file
    var names = ["\(stem).prototxt", "\(stem)_deploy.prototxt", "deploy.prototxt"]
    let others = (try? FileAccess.fileNames(in: source.path.folder)) ?? []
    let texts = others.map(\.description).filter { $0.hasSuffix(".prototxt") }
    if texts.count == 1 { names += texts }
    let trained = Set(model.layers.filter { !$0.blobs.isEmpty }.map(\.name))
    for name in names {
      guard let beside = try source.sibling(name), beside.count <= CaffePrototxt.sizeLimit,
        let network = CaffePrototxt.network(try beside.whole())
      else { continue }
      let layers = network.layers.filter(CaffeGraph.hasArrays).map(\.name)
      if !layers.isEmpty, layers.dropLast().allSatisfy(trained.contains) { return network }
    }
    return nil
  }

  /// Arrays without a graph, by the layers' names; the last ones are conv10's, whatever its name.
  private static func arrays(_ model: CaffeNetwork) -> [String: StoredArray] {
    var arrays: [String: StoredArray] = [:]
    let trained = model.layers.filter { !$0.blobs.isEmpty }
    for (place, layer) in trained.enumerated() {
      let name = place == trained.count - 1 ? "conv10" : layer.name
      for (part, blob) in zip(["weight", "bias"], layer.blobs) {
        let isBias = part == "bias"
        arrays["\(name).\(part)"] =
          isBias ? blob.reshaped([blob.count ?? 0]) : blob
      }
    }
    return arrays
  }
}
