import SqueezeNet

/// Writes a state_dict as `torch.save` does, which `torch.load(weights_only=True)` reads: a zip of
/// a pickle of protocol 2 and, an array each, the values.
enum PyTorchWriter {
  /// Facts that PyTorch passes over, in an entry of their own.
  static let factsName = "sqz.json"
  private static let root = "archive/"

  static func facts(_ json: [UInt8]) throws(WeightsError) -> [String: String] {
    if json.isEmpty { return [:] }
    guard let facts = WeightsMetadata.entries(inJSON: json) else {
      throw .malformed("\(factsName) is not the JSON that it should be")
    }
    return facts
  }

  static func bytes(of weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    let arrays = weights.arrays(naming: naming)
    func entry(_ name: String, _ bytes: [UInt8]) -> ZipArchive.Entry {
      ZipArchive.Entry(name: root + name, bytes: bytes)
    }
    var entries = [
      entry(PyTorchFile.pickleName, pickle(arrays)), entry("byteorder", Array("little".utf8)),
      entry(factsName, try WeightsMetadata.json(of: weights)),
    ]
    for (place, (_, array)) in arrays.enumerated() {
      var bytes: [UInt8] = []
      bytes.append(littleEndian: try array.values())
      entries.append(entry("data/\(place)", bytes))
    }
    entries.append(entry("version", Array("3\n".utf8)))
    return try ZipArchive.write(entries)
  }

  /// An OrderedDict from names to `_rebuild_tensor_v2(storage, 0, shape, strides, False,
  /// OrderedDict())`.
  private static func pickle(_ arrays: [(name: String, array: StoredArray)]) -> [UInt8] {
    var pickle = PickleWriter()
    pickle.emptyOrderedDict()
    pickle.code(.mark)
    for (place, (name, array)) in arrays.enumerated() {
      pickle.text(name)
      pickle.global("torch._utils", "_rebuild_tensor_v2")
      pickle.code(.mark)
      pickle.code(.mark)
      pickle.text("storage")
      pickle.global("torch", "FloatStorage")
      pickle.text("\(place)")
      pickle.text("cpu")
      pickle.integer(array.shape.reduce(1, *))
      pickle.code(.tuple)
      pickle.code(.persistentID)
      pickle.integer(0)
      pickle.tuple(array.shape)
      pickle.tuple(
        array.shape.indices.map { array.shape[($0 + 1)...].reduce(1, *) })
      pickle.code(.newFalse)
      pickle.emptyOrderedDict()
      pickle.code(.tuple)
      pickle.code(.reduce)
    }
    pickle.code(.setItems)
    pickle.code(.stop)
    return pickle.bytes
  }
}

extension PyTorchFormat: WritableWeightsFormat {
  static var usualNaming: ArrayNaming { .torchvision }

  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    try PyTorchWriter.bytes(of: weights, naming: naming)
  }
}

/// A pickle of protocol 2.
private struct PickleWriter {
  private(set) var bytes: [UInt8] = [PickleOpcode.protocolVersion.rawValue, 2]

  mutating func code(_ opcode: PickleOpcode) { bytes.append(opcode.rawValue) }

  mutating func global(_ module: String, _ name: String) {
    code(.global)
    bytes += Array("\(module)\n\(name)\n".utf8)
  }

  mutating func text(_ text: String) {
    code(.unicode)
    bytes.append(littleEndian: UInt32(text.utf8.count))
    bytes += text.utf8
  }

  mutating func integer(_ value: Int) {
    code(.int4)
    bytes.append(littleEndian: Int32(truncatingIfNeeded: value))
  }

  mutating func tuple(_ values: [Int]) {
    code(.mark)
    for value in values { integer(value) }
    code(.tuple)
  }

  mutating func emptyOrderedDict() {
    global("collections", "OrderedDict")
    code(.emptyTuple)
    code(.reduce)
  }
}
