import Files

/// What `torch.save` and `torch.jit.save` write: a pickle, and beside it the storages whose values
/// its tensors are.
struct PyTorchFile {
  let value: PickleValue
  let pickle: PickleInterpreter
  /// The entry that this program adds when it writes such a file, JSON; empty without it.
  private(set) var facts: [UInt8] = []
  private let source: WeightsSource
  private let directory: ZipDirectory?
  /// The place of a storage by its key.
  private let place: (String) throws(WeightsError) -> Range<Int>?

  static let pickleName = "data.pkl"

  /// Since version 1.6: a zip archive with everything in one folder, nothing packed.
  init(archive source: WeightsSource) throws(WeightsError) {
    let directory = try ZipDirectory(source)
    let files = Dictionary(
      directory.files.filter(\.isStored).map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
    let pickles = files.values.filter {
      $0.name == Self.pickleName || $0.name.hasSuffix("/data.pkl")
    }
    guard let file = pickles.min(by: { $0.name < $1.name }) else {
      throw .unsupported("a PyTorch file that was packed again: write it with torch.save")
    }
    let root = file.name.dropLast(Self.pickleName.utf8.count)
    if let order = files[root + "byteorder"],
      try source.bytes(try directory.place(of: order)).elementsEqual("big".utf8)
    {
      throw .unsupported("a PyTorch file of a big-endian machine: save it again on another")
    }
    (value, pickle) = try PickleInterpreter.load(
      try source.bytes(try directory.place(of: file)), dialect: .pytorch)
    if let entry = files[root + PyTorchWriter.factsName] {
      facts = try source.bytes(try directory.place(of: entry))
    }
    (self.source, self.directory) = (source, directory)
    place = { key throws(WeightsError) in
      guard let file = files[root + "data/" + key] else { return nil }
      return try directory.place(of: file)
    }
  }

  /// Before: five pickles, of which the fourth is the value and the fifth the list of keys, then
  /// for each key the number of values and the values.
  init(stream source: WeightsSource) throws(WeightsError) {
    // The pickles are before the values.
    let bytes = try source.bytes(0..<min(source.count, SizeLimit.weights))
    var offset = 0
    // A magic number, the version and the sizes of C's types.
    for _ in 0..<3 {
      offset = try PickleInterpreter.load(bytes, from: offset, dialect: .pytorch).1.end
    }
    (value, pickle) = try PickleInterpreter.load(bytes, from: offset, dialect: .pytorch)
    let (keys, list) = try PickleInterpreter.load(bytes, from: pickle.end, dialect: .pytorch)
    guard case .list(let items) = list.object(keys) else {
      throw .malformed("a PyTorch file without the list of its storages")
    }
    offset = list.end
    var sizes: [String: Int] = [:]
    for case .storage(let storage) in pickle.objects { sizes[storage.key] = storage.byteCount }
    var storages: [String: Range<Int>] = [:]
    for item in items {
      var reader = ByteReader(try source.bytes(offset..<offset + 8))
      offset += 8
      let (count, key) = (try reader.uint64(), try list.text(item))
      guard let size = sizes[key], count <= UInt64((source.count - offset) / size) else {
        throw .malformed("a storage of a PyTorch file that no tensor has, or that is cut off")
      }
      storages[key] = offset..<offset + Int(count) * size
      offset += Int(count) * size
    }
    (self.source, directory) = (source, nil)
    place = { [storages] key in storages[key] }
  }

  /// The text of a TorchScript program; none of other files.
  func code() throws(WeightsError) -> [String] {
    var texts: [String] = []
    var left = SizeLimit.list
    for file in directory?.files ?? [] where file.name.hasSuffix(".py") {
      guard let bytes = try directory?.bytes(of: file, limit: left) else { break }
      left -= bytes.count
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  /// An array of a tensor's values.
  func array(_ tensor: PickleTensor, name: String) -> StoredArray {
    let type = tensor.storage.typeName
    let kind = type.hasSuffix("Storage") ? type.dropLast("Storage".utf8.count).lowercased() : type
    return StoredArray(shape: tensor.shape, type: kind) { () throws(WeightsError) in
      guard let place = try place(tensor.storage.key) else {
        throw .malformed("the values of array \(name.printable) are not in the file")
      }
      return try tensor.values(in: place, of: source, name: name)
    }
  }
}
