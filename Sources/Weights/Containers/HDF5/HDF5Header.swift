/// The header of a group or an array: messages, in blocks that continue each other.
extension HDF5File {
  struct Message {
    /// Those that matter here.
    enum Kind: UInt16 {
      case dataspace = 1
      case linkInfo = 2
      case datatype = 3
      case link = 6
      case layout = 8
      case filters = 11
      case attribute = 12
      case symbolTable = 17
    }

    let kind: Kind
    var body: ByteReader
  }

  private static let continuation = 16

  mutating func messages(at address: Int) throws(WeightsError) -> [Message] {
    var start = try block(address, 4)
    let isNew = try start.slice(4).elementsEqual("OHDR".utf8)
    var hasOrder = false
    var blocks: [ByteReader] = []
    if isNew {
      var prefix = try block(address + 4, 2)
      let version = try prefix.uint8()
      guard version == 2 else { throw .unsupported("an HDF5 file with headers of another version") }
      let flags = try prefix.uint8()
      hasOrder = flags & 4 != 0
      let more = (flags & 0x20 != 0 ? 16 : 0) + (flags & 0x10 != 0 ? 4 : 0)
      let width = 1 << Int(flags & 3)
      var sizes = try block(address + 6, more + width)
      _ = try sizes.take(more)
      let size = Int(clamping: try sizes.unsigned(width))
      blocks.append(try block(address + 6 + more + width, size))
    } else {
      var prefix = try block(address, 16)
      guard try prefix.uint8() == 1 else { throw .malformed("an HDF5 object without a header") }
      _ = try prefix.take(7)
      blocks.append(try block(address + 16, Int(try prefix.uint32())))
    }
    var messages: [Message] = []
    var next = 0
    while next < blocks.count {
      var reader = blocks[next]
      next += 1
      while reader.left >= (isNew ? (hasOrder ? 6 : 4) : 8) {
        let number = isNew ? UInt16(try reader.uint8()) : try reader.uint16()
        let size = Int(try reader.uint16())
        let flags = try reader.uint8()
        _ = try reader.take(isNew ? (hasOrder ? 2 : 0) : 3)
        var body = ByteReader(bytes, in: try reader.take(size))
        if number == Self.continuation {
          guard let address = try self.address(&body) else { throw Self.circle }
          let length = try self.length(&body)
          var block =
            isNew ? try block(address, length, named: "OCHK") : try block(address, length)
          if isNew { block = ByteReader(bytes, in: try block.take(max(0, block.left - 4))) }
          blocks.append(block)
        } else if let kind = Message.Kind(rawValue: number) {
          guard flags & 2 == 0 else {
            throw .unsupported("an HDF5 file with types that several arrays share")
          }
          guard messages.count < Self.objectLimit else { throw Self.circle }
          messages.append(Message(kind: kind, body: body))
        }
      }
    }
    return messages
  }
}
