/// A canonical prefix code (Huffman, 1952): the shortest code of whole bits for symbols whose counts
/// are known. Its lengths alone say it: codes are numbered by length, then by symbol.
struct HuffmanCode {
  /// Bits of each symbol's code; 0 for a symbol that does not occur.
  let lengths: [UInt8]
  private let codes: [UInt16]

  /// So that a length takes four bits, and a table of all codes 32,768 places.
  static let longest = 15

  /// - Parameter counts: How often each symbol occurs.
  init(counts: [Int]) {
    var counts = counts
    var lengths = Self.lengths(counts)
    // Codes that would be longer are of symbols that hardly occur: flatter counts bring them nearer.
    while lengths.contains(where: { $0 > Self.longest }) {
      counts = counts.map { ($0 + 1) / 2 }
      lengths = Self.lengths(counts)
    }
    self.lengths = lengths.map(UInt8.init)
    codes = Self.codes(self.lengths)
  }

  /// - Throws: for lengths that no code has.
  init(lengths: [UInt8]) throws(WeightsError) {
    let places = lengths.reduce(0) { $0 + ($1 > 0 ? 1 << (Self.longest - Int($1)) : 0) }
    guard lengths.allSatisfy({ $0 <= Self.longest }), places <= 1 << Self.longest else {
      throw .malformed("a Huffman code with more codes than there can be")
    }
    self.lengths = lengths
    codes = Self.codes(lengths)
  }

  func bits(counts: [Int]) -> Int { zip(counts, lengths).reduce(0) { $0 + $1.0 * Int($1.1) } }

  func write(_ symbol: Int, to bits: inout BitWriter) {
    bits.append(codes[symbol], count: Int(lengths[symbol]))
  }

  /// Symbol and length for every beginning of 15 bits; length 0 where there is no code.
  var table: [(symbol: UInt16, length: UInt8)] {
    var table = [(symbol: UInt16, length: UInt8)](
      repeating: (0, 0), count: 1 << Self.longest)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let rest = Self.longest - Int(length)
      let first = Int(codes[symbol]) << rest
      for place in first..<first + (1 << rest) { table[place] = (UInt16(symbol), length) }
    }
    return table
  }

  /// Joins the two rarest trees until one is left; each joint makes their codes one bit longer.
  private static func lengths(_ counts: [Int]) -> [Int] {
    var trees = counts.indices.filter { counts[$0] > 0 }.map { (counts[$0], [$0]) }
      .sorted { $0.0 > $1.0 }
    var lengths = [Int](repeating: 0, count: counts.count)
    if trees.count == 1 { lengths[trees[0].1[0]] = 1 }
    while trees.count > 1 {
      let (a, b) = (trees.removeLast(), trees.removeLast())
      let joint = (a.0 + b.0, a.1 + b.1)
      for symbol in joint.1 { lengths[symbol] += 1 }
      trees.insert(joint, at: trees.firstIndex { $0.0 <= joint.0 } ?? trees.count)
    }
    return lengths
  }

  private static func codes(_ lengths: [UInt8]) -> [UInt16] {
    var codes = [UInt16](repeating: 0, count: lengths.count)
    var next: UInt32 = 0
    for length in 1...UInt8(longest) {
      next <<= 1
      for symbol in lengths.indices where lengths[symbol] == length {
        codes[symbol] = UInt16(truncatingIfNeeded: next)
        next += 1
      }
    }
    return codes
  }
}

/// Bits one after the other, the highest of a byte first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var count = 0

  mutating func append(_ value: UInt16, count: Int) {
    pending = pending << UInt32(count) | UInt32(value)
    self.count += count
    while self.count >= 8 {
      self.count -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(self.count)))
    }
  }

  /// Fills the last byte with zeros.
  mutating func finish() { if count > 0 { append(0, count: 8 - count) } }
}

/// Reads what `BitWriter` wrote.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private var window: UInt32 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  /// Bits that were not read.
  var left: Int { count + 8 * (bytes.endIndex - next) }

  mutating func symbol(_ table: [(symbol: UInt16, length: UInt8)]) throws(WeightsError) -> Int {
    while count <= 24, next < bytes.endIndex {
      window |= UInt32(bytes[next]) << UInt32(24 - count)
      count += 8
      next += 1
    }
    let (symbol, length) = table[Int(window >> UInt32(32 - HuffmanCode.longest))]
    guard length > 0, Int(length) <= count else { throw .malformed("a code that there is not") }
    window <<= UInt32(length)
    count -= Int(length)
    return Int(symbol)
  }
}
