/// A group or an array of an HDF5 file.
struct HDF5Object {
  /// Attributes by name; those that are no text are empty.
  var attributes: [String: [String]] = [:]
  /// Of a group.
  var members: [String: HDF5Object] = [:]
  /// Nil for a group.
  var array: HDF5Array?

  /// What lies below, at names with `/` between them.
  func member(at path: some StringProtocol) -> HDF5Object? {
    path.split(separator: "/").reduce(self) { $0?.members[String($1)] }
  }
}

/// The part of HDF5 that h5py and Keras write: groups, attributes of text, arrays of floats.
///
/// Everything in such a file is found by its address, so that a damaged one can have parts inside
/// each other or in a circle. Parts of a sound file do not overlap: whoever reads more bytes than
/// it has is led round in one.
struct HDF5File {
  private(set) var root = HDF5Object()
  let bytes: [UInt8]

  /// Bytes of an address, and of a length.
  var offsetSize = 8
  var lengthSize = 8
  /// Where addresses count from: a block of the user's may stand before the file.
  private let base: Int
  /// Bytes that may still be looked at. Some are more than once: heaps are gone through for each
  /// text.
  private var budget: Int
  private var objectCount = 0

  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]
  private static let depthLimit = 24
  /// Groups and arrays, messages of one, members of one: a network with its optimizer has some
  /// hundred.
  static let objectLimit = 1 << 16

  static func start(in bytes: [UInt8]) -> Int? {
    [0, 512, 1024, 2048].first { start in
      start < bytes.count && bytes[start...].starts(with: signature)
    }
  }

  /// Reads all groups, attributes and descriptions of arrays; the arrays' values stay.
  init(_ bytes: [UInt8]) throws(WeightsError) {
    guard let start = Self.start(in: bytes) else { throw .malformed("no HDF5 file") }
    (self.bytes, base, budget) = (bytes, start, 3 * bytes.count + 1 << 20)
    var superblock = try block(Self.signature.count, min(88, bytes.count - start - 8))
    let version = try superblock.uint8()
    guard version <= 3 else { throw .unsupported("an HDF5 file of version \(version)") }
    if version < 2 { _ = try superblock.take(4) }
    offsetSize = Int(try superblock.uint8())
    lengthSize = Int(try superblock.uint8())
    guard [2, 4, 8].contains(offsetSize), [2, 4, 8].contains(lengthSize) else {
      throw .malformed("an HDF5 file with addresses of \(offsetSize) bytes")
    }
    // Sizes of nodes, the base and what is free; in new files the base and an extension.
    _ = try superblock.take((version == 0 ? 9 : version == 1 ? 13 : 1) + 2 * offsetSize)
    let end = try address(&superblock) ?? 0
    // A file that is cut off behind all that is read is not whole; counted from the very first byte.
    guard end <= bytes.count else {
      throw .truncated(offset: bytes.count, needed: end - bytes.count, left: 0)
    }
    // The driver and the name of the root.
    if version < 2 { _ = try superblock.take(2 * offsetSize) }
    guard let address = try address(&superblock) else { throw .malformed("HDF5 without a root") }
    root = try object(at: address, depth: 0)
  }

  private mutating func object(at address: Int, depth: Int) throws(WeightsError) -> HDF5Object {
    objectCount += 1
    guard depth < Self.depthLimit, objectCount <= Self.objectLimit else { throw Self.circle }
    var object = HDF5Object()
    var links: [(name: String, address: Int)] = []
    var array = HDF5Array(bytes: bytes)
    for var message in try messages(at: address) {
      switch message.kind {
      case .dataspace: array.shape = try dataspace(&message.body)
      case .datatype: array.type = try HDF5Type(&message.body)
      case .layout: try readLayout(&message.body, of: &array)
      case .filters: array.filters = try HDF5Filter.list(&message.body)
      case .linkInfo: try refuseDenseLinks(&message.body)
      case .link: if let link = try link(&message.body) { links.append(link) }
      case .symbolTable: links += try symbolTable(&message.body)
      case .attribute:
        let (name, value) = try attribute(&message.body)
        object.attributes[name] = value
      }
    }
    if array.layout != nil {
      if object.attributes["dtype"] == ["bfloat16"], array.type == .other(name: "opaque", size: 2) {
        array.type = .floats(.bfloat16, isBigEndian: false)
      }
      object.array = array
    }
    for (name, address) in links {
      object.members[name] = try self.object(at: address, depth: depth + 1)
    }
    return object
  }

  // MARK: Bytes by address

  static var circle: WeightsError {
    .malformed("parts of an HDF5 file that are inside each other")
  }

  mutating func spend(_ count: Int) throws(WeightsError) {
    guard count <= budget else { throw Self.circle }
    budget -= count
  }

  /// Where bytes at an address are in the file.
  func range(_ address: Int, _ count: Int) throws(WeightsError) -> Range<Int> {
    let (start, overflow) = base.addingReportingOverflow(address)
    guard address >= 0, !overflow, start <= bytes.count, count >= 0, count <= bytes.count - start
    else {
      let left = overflow ? 0 : max(0, bytes.count - max(0, start))
      throw .truncated(offset: overflow ? address : start, needed: count, left: left)
    }
    return start..<start + count
  }

  mutating func block(_ address: Int, _ count: Int) throws(WeightsError) -> ByteReader {
    let range = try range(address, count)
    try spend(count)
    return ByteReader(bytes, in: range)
  }

  /// A block that begins with four letters, without them.
  mutating func block(_ address: Int, _ count: Int, named name: String) throws(WeightsError)
    -> ByteReader
  {
    var reader = try block(address, count)
    guard try reader.slice(4).elementsEqual(name.utf8) else {
      throw .malformed("an HDF5 file without \(name) where it should be")
    }
    return reader
  }

  /// Nil where there is none.
  func address(_ reader: inout ByteReader) throws(WeightsError) -> Int? {
    let value = try reader.unsigned(offsetSize)
    return value == UInt64.max >> UInt64(64 - 8 * offsetSize) ? nil : Int(clamping: value)
  }

  func length(_ reader: inout ByteReader) throws(WeightsError) -> Int {
    Int(clamping: try reader.unsigned(lengthSize))
  }
}
