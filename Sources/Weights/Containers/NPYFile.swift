/// NumPy's `.npy`: one array with its shape.
///
/// Written: float32, little-endian, C order (the last index runs fastest), format version 1.0 with
/// its header padded so that the data begins at a multiple of 64.
public struct NPYFile: Sendable, Hashable {
  /// Empty for a single number.
  public let shape: [Int]
  /// In C order; their number is the product of the shape.
  public let values: [Float]

  /// The bytes of a file.
  ///
  /// - Precondition: `values` has as many elements as `shape` says.
  public static func encode(shape: [Int], values: [Float]) -> [UInt8] {
    precondition(shape.reduce(1, *) == values.count, "shape and values do not fit")
    var bytes = NPYHeader(type: .float32, shape: shape).encoded
    bytes.reserveCapacity(bytes.count + values.count * 4)
    bytes.append(littleEndian: values)
    return bytes
  }

  /// Reads a file of floats of two, four or eight bytes, format version 1.0, 2.0 or 3.0, to its
  /// last byte.
  public static func decode(_ bytes: [UInt8]) throws(WeightsError) -> NPYFile {
    var reader = ByteReader(bytes)
    let header = try NPYHeader(reading: &reader)
    guard header.count <= reader.left,
      let values = header.type.floats(try reader.slice(header.count * header.type.byteCount))
    else {
      throw .unsupported("an array of type \(header.type.name): store it as float32")
    }
    guard reader.left == 0 else { throw .trailingBytes(reader.left) }
    return NPYFile(
      shape: header.shape,
      values: values.inCOrder(header.shape, isFortranOrder: header.isFortranOrder))
  }

  /// A file of single bytes, one dimension.
  static func encode(octets: [UInt8]) -> [UInt8] {
    NPYHeader(type: .uint8, shape: [octets.count]).encoded + octets
  }

  static func decodeOctets(_ bytes: [UInt8]) throws(WeightsError) -> [UInt8] {
    var reader = ByteReader(bytes)
    let header = try NPYHeader(reading: &reader)
    guard header.type == .uint8 else {
      throw .malformed("an array of type \(header.type.name) where bytes should be")
    }
    let octets = Array(try reader.slice(header.count))
    guard reader.left == 0 else { throw .trailingBytes(reader.left) }
    return octets
  }
}
