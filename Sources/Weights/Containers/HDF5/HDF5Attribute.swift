/// Attributes: small values in the header itself.
extension HDF5File {
  mutating func attribute(_ body: inout ByteReader) throws(WeightsError)
    -> (name: String, value: [String])
  {
    let version = try body.uint8()
    let flags = try body.uint8()
    guard (1...3).contains(version), version == 1 || flags == 0 else {
      throw .unsupported("an HDF5 file with attributes whose types are shared")
    }
    let sizes = (
      name: Int(try body.uint16()), type: Int(try body.uint16()), space: Int(try body.uint16())
    )
    if version == 3 { _ = try body.uint8() }
    func part(_ size: Int) throws(WeightsError) -> ByteReader {
      ByteReader(bytes, in: try body.take(version == 1 ? (size + 7) / 8 * 8 : size))
    }
    var nameReader = try part(sizes.name)
    var typeReader = try part(sizes.type)
    var spaceReader = try part(sizes.space)
    let name = Self.text(try nameReader.slice(sizes.name))
    let shape = try dataspace(&spaceReader)
    let type = try HDF5Type(&typeReader)
    guard let count = NPYHeader.count(of: shape, upTo: body.left) else {
      throw .malformed("an HDF5 attribute of more values than it can hold")
    }
    var value: [String] = []
    switch type {
    case .text(let size):
      for _ in 0..<count { value.append(Self.text(try body.slice(size))) }
    case .variableText:
      for _ in 0..<count { value.append(try variableText(&body)) }
    case .floats, .other: break
    }
    return (name, value)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// A text that is in a heap of its own.
  private mutating func variableText(_ body: inout ByteReader) throws(WeightsError) -> String {
    let size = Int(try body.uint32())
    let heap = try address(&body)
    let index = Int(try body.uint32())
    guard size > 0, let heap else { return "" }
    var header = try block(heap, 8 + lengthSize, named: "GCOL")
    _ = try header.take(4)
    let end = try range(heap, try length(&header)).upperBound
    var reader = ByteReader(bytes, in: min(header.offset, end)..<end)
    while reader.left >= 8 + lengthSize {
      try spend(8 + lengthSize)
      let number = Int(try reader.uint16())
      _ = try reader.take(6)
      let place = try reader.take(try length(&reader))
      if number == index, size <= place.count {
        try spend(size)
        return Self.text(bytes[place].prefix(size))
      }
      // 0 is what is free.
      guard number > 0 else { break }
      _ = try reader.take(min(reader.left, (8 - place.count % 8) % 8))
    }
    throw .malformed("an HDF5 text that is not in its heap")
  }
}
