/// The members of a group.
extension HDF5File {
  /// Of a group as new files have it: one message a member.
  ///
  /// - Returns: nil for what is no member of this file's.
  func link(_ body: inout ByteReader) throws(WeightsError) -> (name: String, address: Int)? {
    guard try body.uint8() == 1 else { throw .malformed("an HDF5 link of another version") }
    let flags = try body.uint8()
    let kind = flags & 8 != 0 ? try body.uint8() : 0
    _ = try body.take((flags & 4 != 0 ? 8 : 0) + (flags & 0x10 != 0 ? 1 : 0))
    let length = Int(clamping: try body.unsigned(1 << Int(flags & 3)))
    let name = String(decoding: try body.slice(length), as: UTF8.self)
    guard kind == 0, let address = try address(&body) else { return nil }
    return (name, address)
  }

  /// - Throws: where members are in a heap and not in messages.
  func refuseDenseLinks(_ body: inout ByteReader) throws(WeightsError) {
    _ = try body.uint8()
    let flags = try body.uint8()
    _ = try body.take(flags & 1 != 0 ? 8 : 0)
    guard try address(&body) == nil else {
      throw .unsupported(
        "an HDF5 file with groups of the newest kind: write it without libver='latest' and "
          + "track_order")
    }
  }

  /// Of a group as old files have it: names in a heap, and a tree of nodes with their places.
  mutating func symbolTable(_ body: inout ByteReader) throws(WeightsError)
    -> [(name: String, address: Int)]
  {
    guard let tree = try address(&body), let heap = try address(&body) else {
      throw .malformed("an HDF5 group without members")
    }
    var header = try block(heap, 8 + 2 * lengthSize + offsetSize, named: "HEAP")
    _ = try header.take(4)
    let size = try length(&header)
    _ = try length(&header)
    guard let start = try address(&header) else { throw .malformed("an HDF5 heap without data") }
    let names = try range(start, size)
    var links: [(name: String, address: Int)] = []
    try walk(tree, keySize: lengthSize, kind: 0) { file, _, node throws(WeightsError) in
      var prefix = try file.block(node, 8, named: "SNOD")
      _ = try prefix.take(2)
      let count = Int(try prefix.uint16())
      guard links.count + count <= Self.objectLimit else { throw Self.circle }
      let entrySize = 2 * file.offsetSize + 24
      var entries = try file.block(node + 8, count * entrySize)
      for _ in 0..<count {
        let offset = Int(clamping: try entries.unsigned(file.offsetSize))
        let address = try file.address(&entries)
        let cache = try entries.uint32()
        _ = try entries.take(20)
        // 2 is a link by name, which may lead anywhere.
        guard let address, cache != 2 else { continue }
        guard offset < names.count else { throw .malformed("an HDF5 name outside of its heap") }
        let rest = file.bytes[(names.lowerBound + offset)..<names.upperBound]
        let name = rest.prefix { $0 != 0 }
        try file.spend(name.count)
        links.append((String(decoding: name, as: UTF8.self), address))
      }
    }
    return links
  }

  /// Goes through the leaves of a tree.
  ///
  /// - Parameters:
  ///   - kind: 0 for the members of a group, 1 for the pieces of an array.
  ///   - body: Is given the key and the address of each.
  mutating func walk(
    _ tree: Int, keySize: Int, kind: UInt8, below level: Int = 256,
    _ body: (inout HDF5File, inout ByteReader, Int) throws(WeightsError) -> Void
  ) throws(WeightsError) {
    var prefix = try block(tree, 8 + 2 * offsetSize, named: "TREE")
    let (found, height) = (try prefix.uint8(), Int(try prefix.uint8()))
    guard found == kind, height < level else { throw Self.circle }
    let count = Int(try prefix.uint16())
    var entries = try block(tree + 8 + 2 * offsetSize, count * (keySize + offsetSize))
    for _ in 0..<count {
      var key = ByteReader(bytes, in: try entries.take(keySize))
      guard let child = try address(&entries) else { throw .malformed("an HDF5 tree with a gap") }
      if height > 0 {
        try walk(child, keySize: keySize, kind: kind, below: height, body)
      } else {
        try body(&self, &key, child)
      }
    }
  }
}
