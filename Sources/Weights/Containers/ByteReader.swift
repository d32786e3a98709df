/// A cursor over bytes that are not trusted: every read is checked against what is left.
///
/// Integers and floats are little-endian and need no alignment.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var offset = 0
  private let end: Int

  init(_ bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

  /// Reads a part of the bytes, clamped to what there is, and nothing beyond it.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    (self.bytes, offset, end) = (bytes, range.lowerBound, range.upperBound)
  }

  var left: Int { end - offset }

  /// Moves over `count` bytes and says where they are.
  mutating func take(_ count: Int) throws(WeightsError) -> Range<Int> {
    guard count >= 0, count <= left else {
      throw .truncated(offset: offset, needed: count, left: left)
    }
    defer { offset += count }
    return offset..<offset + count
  }

  /// The next bytes, shared and not copied.
  mutating func slice(_ count: Int) throws(WeightsError) -> ArraySlice<UInt8> {
    bytes[try take(count)]
  }

  mutating func uint8() throws(WeightsError) -> UInt8 { bytes[try take(1).lowerBound] }
  mutating func uint16() throws(WeightsError) -> UInt16 { try integer() }
  mutating func uint32() throws(WeightsError) -> UInt32 { try integer() }
  mutating func uint64() throws(WeightsError) -> UInt64 { try integer() }
  mutating func int32() throws(WeightsError) -> Int32 { try integer() }

  /// A number of one to eight bytes.
  mutating func unsigned(_ count: Int) throws(WeightsError) -> UInt64 {
    try slice(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The next `count` float32 values.
  mutating func floats(_ count: Int) throws(WeightsError) -> [Float] {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: 4)
    let range = try take(overflow ? -1 : byteCount)
    return Self.floats(bytes[range])
  }

  /// All values of bytes that are float32; a rest of less than four bytes is left out.
  static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    let count = bytes.count / 4
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[..<(count * 4)]))
      }
      initialized = count
      #if _endian(big)
        for index in 0..<count {
          buffer[index] = Float(bitPattern: buffer[index].bitPattern.byteSwapped)
        }
      #endif
    }
  }

  private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>()
    throws(WeightsError) -> Value
  {
    let range = try take(MemoryLayout<Value>.size)
    return Value(
      littleEndian: bytes.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Value.self)
      })
  }
}

/// Little-endian output.
extension [UInt8] {
  mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  mutating func append(littleEndian values: [Float]) {
    #if _endian(big)
      for value in values { append(littleEndian: value.bitPattern) }
    #else
      values.withUnsafeBytes { append(contentsOf: $0) }
    #endif
  }
}
