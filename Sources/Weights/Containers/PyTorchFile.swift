/// What `torch.save` and `torch.jit.save` write: a pickle, and beside it the storages whose values
/// its tensors are.
struct PyTorchFile {
  let value: PickleValue
  let pickle: PickleInterpreter
  let bytes: [UInt8]
  /// The places of the storages by their keys.
  let storages: [String: Range<Int>]

  static let pickleName = "data.pkl"

  /// Since version 1.6: a zip archive with everything in one folder, nothing packed.
  init(archive bytes: [UInt8]) throws(WeightsError) {
    let places = try ZipArchive.storedPlaces(bytes)
    let pickles = places.filter { $0.key == Self.pickleName || $0.key.hasSuffix("/data.pkl") }
    guard let (name, place) = pickles.min(by: { $0.key < $1.key }) else {
      throw .unsupported("a PyTorch file that was packed again: write it with torch.save")
    }
    let root = name.dropLast(Self.pickleName.utf8.count)
    if let order = places[root + "byteorder"], bytes[order].elementsEqual("big".utf8) {
      throw .unsupported("a PyTorch file of a big-endian machine: save it again on another")
    }
    let folder = root + "data/"
    var storages: [String: Range<Int>] = [:]
    for (name, place) in places where name.hasPrefix(folder) {
      storages[String(name.dropFirst(folder.count))] = place
    }
    (value, pickle) = try PickleInterpreter.load(Array(bytes[place]), dialect: .pytorch)
    self.bytes = bytes
    self.storages = storages
  }

  /// Before: five pickles, of which the fourth is the value and the fifth the list of keys, then
  /// for each key the number of values and the values.
  init(stream bytes: [UInt8]) throws(WeightsError) {
    var reader = ByteReader(bytes)
    // A magic number, the version and the sizes of C's types.
    for _ in 0..<3 {
      let (_, header) = try PickleInterpreter.load(bytes, from: reader.offset, dialect: .pytorch)
      _ = try reader.take(header.end - reader.offset)
    }
    (value, pickle) = try PickleInterpreter.load(bytes, from: reader.offset, dialect: .pytorch)
    let (keys, list) = try PickleInterpreter.load(bytes, from: pickle.end, dialect: .pytorch)
    guard case .list(let items) = list.object(keys) else {
      throw .malformed("a PyTorch file without the list of its storages")
    }
    _ = try reader.take(list.end - reader.offset)
    var sizes: [String: Int] = [:]
    for case .storage(let storage) in pickle.objects { sizes[storage.key] = storage.byteCount }
    var storages: [String: Range<Int>] = [:]
    for item in items {
      let count = try reader.uint64()
      let key = try list.text(item)
      guard let size = sizes[key], count <= UInt64(reader.left) else {
        throw .malformed("a storage of a PyTorch file that no tensor has, or that is cut off")
      }
      storages[key] = try reader.take(Int(count) * size)
    }
    self.bytes = bytes
    self.storages = storages
  }

  /// An array of a tensor's values.
  func array(_ tensor: PickleTensor, name: String) -> StoredArray {
    let type = tensor.storage.typeName.dropLast("Storage".utf8.count).lowercased()
    return StoredArray(shape: tensor.shape, type: type) { () throws(WeightsError) in
      guard let place = storages[tensor.storage.key] else {
        throw .malformed("the values of array \(name.printable) are not in the file")
      }
      return try tensor.values(in: bytes[place], name: name)
    }
  }
}
