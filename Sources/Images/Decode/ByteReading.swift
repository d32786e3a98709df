/// Reads that cannot leave the bytes: nil beyond either end.
extension Collection where Element == UInt8, Index == Int {
  func byte(at offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    return Int(self[startIndex + offset])
  }

  /// An unsigned number of `size` (at most 4) bytes.
  func number(at offset: Int, size: Int, littleEndian: Bool = false) -> Int? {
    var value = 0
    for index in 0..<size {
      guard let byte = byte(at: offset + (littleEndian ? size - 1 - index : index)) else {
        return nil
      }
      value = value << 8 | byte
    }
    return value
  }

  func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
    offset >= 0 && offset <= count && dropFirst(offset).starts(with: bytes)
  }
}
