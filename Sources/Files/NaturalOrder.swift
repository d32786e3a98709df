extension Path {
  /// Numbers within names by their value (img2 before img10), small letters like capitals; what is
  /// the same then, by its bytes.
  public static func inNaturalOrder(_ paths: [Path]) -> [Path] {
    paths.map { (path: $0, key: $0.naturalKey) }.sorted { one, other in
      one.key == other.key
        ? one.path < other.path : one.key.lexicographicallyPrecedes(other.key)
    }.map(\.path)
  }

  /// Bytes whose order is the natural one: before each number stands how many digits it has.
  private var naturalKey: [UInt8] {
    var key: [UInt8] = []
    var rest = Array(description.lowercased().utf8)[...]
    while let first = rest.first {
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      if digits.isEmpty {
        key.append(first)
        rest.removeFirst()
      } else {
        let number = digits.drop { $0 == 0x30 }
        key += [0x30, UInt8(clamping: number.count)] + number
        rest = rest.dropFirst(digits.count)
      }
    }
    return key
  }
}
