import FoundationEssentials

/// The safetensors container: u64 length of a JSON header, the header, then the arrays end to end.
struct SafetensorsFile {
  var arrays: [String: StoredArray] = [:]
  /// The header's `__metadata__`.
  var metadata: [String: String] = [:]

  /// A header for 52 arrays takes some 5 kB; metadata may hold a whole configuration.
  static let headerLimit = 4 << 20

  static func decode(_ source: WeightsSource) throws(WeightsError) -> SafetensorsFile {
    var reader = ByteReader(source.head)
    let length = try reader.uint64()
    guard length <= UInt64(headerLimit) else {
      throw .unsupported(
        "a safetensors file with a header of \(length) bytes: leave out its __metadata__")
    }
    let start = reader.offset + Int(length)
    let text = try source.bytes(reader.offset..<start)
    guard let header = try? JSONDecoder().decode(SafetensorsHeader.self, from: Data(text)) else {
      throw .malformed("a safetensors header that is not the JSON that it should be")
    }
    var file = SafetensorsFile(metadata: header.metadata)
    // Arrays must lie end to end, so that no byte is read twice and none is hidden.
    var position = 0
    let left = source.count - start
    let sorted = header.tensors.sorted {
      ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key)
    }
    for (name, tensor) in sorted {
      guard tensor.begin == position, tensor.end >= position else {
        throw .malformed("array \(name.printable) overlaps another or leaves a gap")
      }
      let (size, type) = (tensor.end - position, SafetensorsElement(rawValue: tensor.dtype))
      guard let count = tensor.count, type.map({ count * $0.byteCount == size }) ?? true else {
        throw .malformed("array \(name.printable) has not as many bytes as its shape needs")
      }
      guard tensor.end <= left else {
        throw .truncated(offset: start + position, needed: size, left: left - position)
      }
      let place = start + position..<start + tensor.end
      file.arrays[name] = StoredArray(shape: tensor.shape, type: tensor.dtype) {
        () throws(WeightsError) in
        guard let type else { throw .unsupportedType(array: name, type: tensor.dtype) }
        return type.floats(try source.bytes(place)[...])
      }
      position = tensor.end
    }
    guard position == left else { throw .trailingBytes(left - position) }
    return file
  }

  /// - Parameter arrays: written in this order, as F32.
  static func encode(
    _ arrays: [(name: String, array: StoredArray)], metadata: [String: String]
  ) throws(WeightsError) -> [UInt8] {
    var header = SafetensorsHeader(metadata: metadata)
    var position = 0
    for (name, array) in arrays {
      let end = position + array.shape.reduce(4, *)
      header.tensors[name] = SafetensorsTensor(
        dtype: SafetensorsElement.float32.rawValue, shape: array.shape,
        dataOffsets: [position, end])
      position = end
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var text = (try? encoder.encode(header)).map({ Array($0) }) else {
      throw .malformed("the header cannot be written")
    }
    text += [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + text.count + position)
    bytes.append(littleEndian: UInt64(text.count))
    bytes += text
    for (_, array) in arrays { bytes.append(littleEndian: try array.values()) }
    return bytes
  }
}
