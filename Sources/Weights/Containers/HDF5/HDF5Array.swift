import Files

/// The type of an array's or attribute's values.
enum HDF5Type: Hashable {
  case floats(SafetensorsElement, isBigEndian: Bool)
  /// Of so many bytes.
  case text(Int)
  case variableText
  case other(name: String, size: Int)

  init(_ body: inout ByteReader) throws(WeightsError) {
    let kind = try body.uint8() & 15
    let bits = try body.unsigned(3)
    let size = Int(try body.uint32())
    switch kind {
    case 0: self = .other(name: (bits & 8 == 0 ? "uint" : "int") + "\(size * 8)", size: size)
    case 1:
      _ = try body.take(5)
      let exponent = try body.uint8()
      _ = try body.uint8()
      let mantissa = try body.uint8()
      let elements: [SafetensorsElement] = [.float64, .float32, .float16, .bfloat16]
      let parts: [(UInt8, UInt8)] = [(11, 52), (8, 23), (5, 10), (8, 7)]
      if let index = parts.firstIndex(where: { $0 == (exponent, mantissa) }),
        size == elements[index].byteCount, bits & 0x40 == 0
      {
        self = .floats(elements[index], isBigEndian: bits & 1 != 0)
      } else {
        self = .other(name: "float of \(size) bytes", size: size)
      }
    case 3: self = .text(size)
    case 5: self = .other(name: "opaque", size: size)
    case 9: self = bits & 15 == 1 ? .variableText : .other(name: "variable length", size: size)
    default: self = .other(name: "HDF5 class \(kind)", size: size)
    }
  }

  /// As NumPy calls it.
  var name: String {
    switch self {
    case .floats(.float64, _): "float64"
    case .floats(.float32, _): "float32"
    case .floats(.float16, _): "float16"
    case .floats(.bfloat16, _): "bfloat16"
    case .text, .variableText: "text"
    case .other(let name, _): name
    }
  }
}

/// An array: what it is, and where its values are.
struct HDF5Array {
  enum Layout {
    /// All values, one after the other.
    case whole(Range<Int>)
    /// Pieces of this shape, found by a tree.
    case pieces([Int], tree: Int)
    /// One piece, which may be packed.
    case packed(Range<Int>)
    /// Nothing was ever written.
    case unwritten
  }

  let bytes: [UInt8]
  var shape: [Int] = []
  var type = HDF5Type.other(name: "unknown", size: 1)
  var layout: Layout?
  var filters: [HDF5Filter] = []

  /// The same as other formats have it.
  ///
  /// - Parameter file: Where the pieces are looked up.
  func stored(in file: HDF5File, name: String) -> StoredArray {
    StoredArray(shape: shape, name: name, type: type.name) { () throws(WeightsError) in
      try values(in: file, name: name)
    }
  }

  private func values(in file: HDF5File, name: String) throws(WeightsError) -> [Float] {
    guard case .floats(let element, let isBigEndian) = type else {
      throw .unsupportedType(array: name, type: type.name)
    }
    let size = element.byteCount
    guard let count = NPYHeader.count(of: shape, upTo: SizeLimit.weights / size) else {
      throw .tooLarge(limit: SizeLimit.weights)
    }
    let data: ArraySlice<UInt8>
    switch layout {
    case .whole(let range): data = bytes[range]
    case .packed(let range):
      data = try HDF5Filter.undo(filters, mask: 0, bytes[range], to: count * size, size: size)
    case .pieces(let piece, let tree):
      data = try pieces(piece, tree, size: size, in: file)
    case .unwritten, nil: throw .malformed("array \(name.printable) was never written")
    }
    guard data.count >= count * size,
      let values = NPYHeader.ElementType.floats(element, isBigEndian: isBigEndian)
        .floats(data.prefix(count * size))
    else { throw .malformed("array \(name.printable) has fewer values than its shape says") }
    return values
  }
}

/// What the header of an array says.
extension HDF5File {
  func dataspace(_ body: inout ByteReader) throws(WeightsError) -> [Int] {
    let version = try body.uint8()
    let rank = Int(try body.uint8())
    guard (1...2).contains(version), rank <= 32 else {
      throw .malformed("an HDF5 array of \(rank) dimensions")
    }
    _ = try body.take(1)
    let kind = try body.take(version == 1 ? 5 : 1)
    // A space of nothing has no values, one without dimensions has one.
    if version == 2, bytes[kind.lowerBound] == 2 { return [0] }
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try length(&body)) }
    return shape
  }

  func readLayout(_ body: inout ByteReader, of array: inout HDF5Array) throws(WeightsError) {
    let version = try body.uint8()
    guard (3...5).contains(version) else {
      throw .unsupported("an HDF5 file of before version 1.6: write it again with h5py")
    }
    switch try body.uint8() {
    case 0:
      let size = Int(try body.uint16())
      array.layout = .whole(try body.take(size))
    case 1:
      guard let address = try address(&body) else {
        array.layout = .unwritten
        return
      }
      array.layout = .whole(try range(address, try length(&body)))
    case 2 where version == 3:
      let rank = Int(try body.uint8()) - 1
      let tree = try address(&body)
      guard let tree else {
        array.layout = .unwritten
        return
      }
      var piece: [Int] = []
      for _ in 0..<max(0, rank) { piece.append(Int(try body.uint32())) }
      array.layout = .pieces(piece, tree: tree)
    case 2:
      // Only one piece: others are found in ways of which no file was seen.
      let flags = try body.uint8()
      let rank = Int(try body.uint8())
      let width = Int(try body.uint8())
      guard (1...8).contains(width) else { throw .malformed("an HDF5 array without pieces") }
      var piece: [Int] = []
      for _ in 0..<rank { piece.append(Int(clamping: try body.unsigned(width))) }
      guard try body.uint8() == 1, piece.dropLast() == array.shape[...] else { fallthrough }
      let size = flags & 2 != 0 ? try length(&body) : piece.reduce(1, &*)
      if flags & 2 != 0 { _ = try body.uint32() }
      guard let address = try address(&body) else {
        array.layout = .unwritten
        return
      }
      array.layout = .packed(try range(address, size))
    default:
      throw .unsupported(
        "an HDF5 file with arrays in pieces of the newest kind: write it without libver='latest'")
    }
  }
}
