/// Protobuf's wire format, read field by field: no schema, and nothing that was not asked for is
/// looked into. A message inside another is a field's bytes, and is read as one by who knows that it
/// is one; so depth is what a format's reader goes down, whatever the file nests.
struct ProtobufMessage {
  struct Field {
    let number: UInt64
    let value: Value
  }

  enum Value {
    case integer(UInt64)
    /// Little-endian, four or eight.
    case fixed(ArraySlice<UInt8>)
    /// Text, a message, or packed values.
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  /// Gives each field to a closure.
  static func read(
    _ bytes: ArraySlice<UInt8>, _ each: (Field) throws(WeightsError) -> Void
  ) throws(WeightsError) {
    var message = ProtobufMessage(rest: bytes)
    while !message.rest.isEmpty { try each(message.field()) }
  }

  private mutating func field() throws(WeightsError) -> Field {
    let key = try Self.varint(&rest)
    guard key >> 3 > 0 else { throw .malformed("a protobuf field without a number") }
    let value: Value
    switch key & 7 {
    case 0: value = .integer(try Self.varint(&rest))
    case 1: value = .fixed(try take(8))
    case 2: value = .bytes(try take(try Self.varint(&rest)))
    case 5: value = .fixed(try take(4))
    default: throw .malformed("a protobuf field of wire type \(key & 7)")
    }
    return Field(number: key >> 3, value: value)
  }

  private mutating func take(_ count: UInt64) throws(WeightsError) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else {
      throw .truncated(offset: rest.startIndex, needed: Int(clamping: count), left: rest.count)
    }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  fileprivate static func varint(_ rest: inout ArraySlice<UInt8>) throws(WeightsError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else {
        throw .truncated(offset: rest.startIndex, needed: 1, left: 0)
      }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .malformed("a protobuf number of more than ten bytes")
  }
}

extension ProtobufMessage.Value {
  /// Nothing where the field holds no bytes: another type than the format's.
  var bytes: ArraySlice<UInt8> { if case .bytes(let bytes) = self { bytes } else { [] } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var integer: Int? {
    if case .integer(let value) = self { Int(truncatingIfNeeded: value) } else { nil }
  }

  /// A float32.
  var float: Float? {
    if case .fixed(let bytes) = self, bytes.count == 4 {
      ByteReader.floats(bytes).first
    } else {
      nil
    }
  }

  /// The values of a repeated field, packed or one of them.
  ///
  /// - Throws: for more than a limit.
  func integers(upTo limit: Int = 4096) throws(WeightsError) -> [Int] {
    if let integer { return [integer] }
    var rest = bytes
    var values: [Int] = []
    while !rest.isEmpty {
      guard values.count < limit else { throw .malformed("more than \(limit) values in a row") }
      values.append(Int(truncatingIfNeeded: try ProtobufMessage.varint(&rest)))
    }
    return values
  }

  /// The bytes of floats of a repeated field, packed or one of them.
  var packed: ArraySlice<UInt8> {
    switch self {
    case .fixed(let bytes), .bytes(let bytes): bytes
    case .integer: []
    }
  }
}

extension [UInt8] {
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
