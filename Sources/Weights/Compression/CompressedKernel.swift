/// The values of a kernel as few bytes: a codebook of its distinct values, and Huffman codes.
///
/// ```
/// u8  1 where zeros are left out, 0 where zero is one of the values
/// u16 count K of the codebook, K × f32 ascending, none of them zero
/// code lengths of the values, 4 bits each, the lower half of a byte first; zero's is the last
/// where zeros are left out: 64 code lengths of gaps, u32 count of gaps
/// u32 count of bytes, then bits: for each weight its value's code; or for each weight that is not
///     zero the code of the gap of zeros before it, then its value's. Gap 63 is 63 zeros and no value
/// ```
///
/// As in Deep Compression (Han, Mao, Dally, arXiv 1510.00149, sections 2 to 4), but that a layer
/// with few zeros codes them as a value, which takes less than a gap for each weight.
public struct CompressedKernel: Sendable {
  let bytes: [UInt8]
  /// Distinct values, zero not counted.
  public let codebookCount: Int
  /// Weights that are not zero.
  public let entries: Int
  public let count: Int
  /// Bytes of the codebook and its codes' lengths, of the codes of values, and of those of gaps.
  public let parts: (codebook: Int, values: Int, gaps: Int)

  public var byteCount: Int { bytes.count }

  /// Codes of a layer have 8 bits at most before Huffman's.
  public static let codebookLimit = 255
  private static let longestGap = 63

  /// - Returns: Nil where there are more distinct values than a codebook holds.
  init?(_ kernel: [Float]) {
    guard let codebook = Self.codebook(of: kernel) else { return nil }
    let places = Dictionary(uniqueKeysWithValues: zip(codebook, codebook.indices))
    // Zero, and minus zero, are the symbol after the last.
    let symbols = kernel.map { places[$0] ?? codebook.count }
    let gaps = Self.gaps(symbols, zero: codebook.count)
    var valueCounts = [Int](repeating: 0, count: codebook.count + 1)
    for symbol in symbols { valueCounts[symbol] += 1 }
    var gapCounts = [Int](repeating: 0, count: Self.longestGap + 1)
    for gap in gaps { gapCounts[gap] += 1 }

    let dense = HuffmanCode(counts: valueCounts)
    let sparse = HuffmanCode(counts: Array(valueCounts.dropLast()))
    let between = HuffmanCode(counts: gapCounts)
    let sparseBits = sparse.bits(counts: valueCounts)
    let gapBits = between.bits(counts: gapCounts)
    let isSparse =
      sparseBits + gapBits + 4 * (gapCounts.count + 8) < dense.bits(counts: valueCounts)
    let code = isSparse ? sparse : dense

    var bits = BitWriter()
    if isSparse {
      var values = symbols.lazy.filter { $0 < codebook.count }.makeIterator()
      for gap in gaps {
        between.write(gap, to: &bits)
        if gap < Self.longestGap, let value = values.next() { code.write(value, to: &bits) }
      }
    } else {
      for symbol in symbols { code.write(symbol, to: &bits) }
    }
    bits.finish()

    var bytes: [UInt8] = [isSparse ? 1 : 0]
    bytes.append(littleEndian: UInt16(codebook.count))
    bytes.append(littleEndian: codebook)
    bytes += Self.halves(code.lengths)
    if isSparse {
      bytes += Self.halves(between.lengths)
      bytes.append(littleEndian: UInt32(gaps.count))
    }
    bytes.append(littleEndian: UInt32(bits.bytes.count))
    let head = bytes.count
    self.bytes = bytes + bits.bytes
    codebookCount = codebook.count
    count = kernel.count
    entries = kernel.count - valueCounts[codebook.count]
    let gapBytes = isSparse ? (gapBits + 7) / 8 : 0
    parts = (head, bits.bytes.count - gapBytes, gapBytes)
  }

  /// The distinct values that are not zero, ascending; nil where they are too many.
  static func codebook(of kernel: [Float]) -> [Float]? {
    var distinct: Set<Float> = []
    for value in kernel where value != 0 {
      distinct.insert(value)
      if distinct.count > codebookLimit { return nil }
    }
    return distinct.sorted()
  }

  /// Zeros before each weight that is not zero. What comes after the last is not said.
  private static func gaps(_ symbols: [Int], zero: Int) -> [Int] {
    var gaps: [Int] = []
    var gap = 0
    for symbol in symbols {
      if symbol == zero {
        gap += 1
      } else {
        while gap >= longestGap {
          gaps.append(longestGap)
          gap -= longestGap
        }
        gaps.append(gap)
        gap = 0
      }
    }
    return gaps
  }

  private static func halves(_ values: [UInt8]) -> [UInt8] {
    stride(from: 0, to: values.count, by: 2).map {
      values[$0] | ($0 + 1 < values.count ? values[$0 + 1] << 4 : 0)
    }
  }

  // MARK: Reading

  /// Moves over a kernel.
  static func skip(_ reader: inout ByteReader) throws(WeightsError) {
    let isSparse = try reader.uint8()
    let count = Int(try reader.uint16())
    guard isSparse <= 1, count <= codebookLimit else {
      throw .malformed("a codebook of \(count) values")
    }
    _ = try reader.take(4 * count + (count + 2 - Int(isSparse)) / 2)
    if isSparse == 1 { _ = try reader.take((longestGap + 1) / 2 + 4) }
    _ = try reader.take(Int(try reader.uint32()))
  }

  /// - Parameters:
  ///   - bytes: A kernel that `skip` moved over.
  ///   - count: Of the weights.
  static func read(_ bytes: ArraySlice<UInt8>, count: Int) throws(WeightsError) -> [Float] {
    var reader = ByteReader(Array(bytes))
    let isSparse = try reader.uint8() == 1
    let codebook = try reader.floats(Int(try reader.uint16()))
    let values = try lengths(isSparse ? codebook.count : codebook.count + 1, &reader).table
    let gaps = try isSparse ? lengths(longestGap + 1, &reader).table : []
    let entries = try isSparse ? Int(reader.uint32()) : count
    var bits = BitReader(try reader.slice(Int(try reader.uint32())))
    var kernel = [Float](repeating: 0, count: count)
    var place = 0
    for _ in 0..<entries {
      if isSparse {
        let gap = try bits.symbol(gaps)
        place += gap
        if gap == longestGap { continue }
      }
      let value = try bits.symbol(values)
      guard place < count else { throw .malformed("values past the last weight") }
      if value < codebook.count { kernel[place] = codebook[value] }
      place += 1
    }
    guard bits.left < 8, reader.left == 0 else { throw .malformed("codes after the last weight") }
    return kernel
  }

  private static func lengths(_ count: Int, _ reader: inout ByteReader) throws(WeightsError)
    -> HuffmanCode
  {
    let halves = try reader.slice((count + 1) / 2)
    let lengths = halves.flatMap { [$0 & 15, $0 >> 4] }
    return try HuffmanCode(lengths: Array(lengths.prefix(count)))
  }
}

extension ConvolutionWeights {
  /// The distinct values of a kernel that was compressed, ascending and without zero, and the share
  /// of weights that are not zero; nil where there are more values than a codebook holds.
  public var codebook: (values: [Float], density: Double)? {
    CompressedKernel.codebook(of: kernel).map { values in
      (values, Double(kernel.count { $0 != 0 }) / Double(max(1, kernel.count)))
    }
  }
}
