/// Protocol Buffers' wire format, for writing: fields one after the other, each with its number.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func varint(_ field: Int, _ value: Int) {
    append(varint: UInt64(field) << 3)
    append(varint: UInt64(bitPattern: Int64(value)))
  }

  mutating func data(_ field: Int, _ value: some Collection<UInt8>) {
    append(varint: UInt64(field) << 3 | 2)
    append(varint: UInt64(value.count))
    bytes += value
  }

  mutating func text(_ field: Int, _ value: String) { data(field, value.utf8) }

  mutating func message(_ field: Int, _ fill: (inout ProtobufWriter) -> Void) {
    var message = ProtobufWriter()
    fill(&message)
    data(field, message.bytes)
  }

  private mutating func append(varint value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}
