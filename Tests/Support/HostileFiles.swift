/// Files that nobody's camera writes.
public enum HostileFiles {
  /// A JPEG whose header claims a size, followed by a scan with next to no data.
  public static func jpegClaim(width: Int, height: Int, progressive: Bool = false) -> [UInt8] {
    func high(_ value: Int) -> UInt8 { UInt8(value >> 8 & 255) }
    func low(_ value: Int) -> UInt8 { UInt8(value & 255) }
    var file: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    file += [0xFF, progressive ? 0xC2 : 0xC0, 0, 11, 8]
    file += [high(height), low(height), high(width), low(width), 1, 1, 0x11, 0]
    // One Huffman code a table, of one bit, for the value 0.
    for table: UInt8 in [0x00, 0x10] {
      file += [0xFF, 0xC4, 0, 20, table, 1] + [UInt8](repeating: 0, count: 16)
    }
    return file + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, progressive ? 0 : 63, 0, 0, 0]
  }

  /// Repeats the last scan of a progressive JPEG.
  public static func manyScans(_ file: [UInt8], repetitions: Int) -> [UInt8] {
    let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
    let start = scans.last ?? 0
    let scan = file[start..<(file.count - 2)]
    return file[..<start] + Array(repeating: scan, count: repetitions).joined() + [0xFF, 0xD9]
  }

  /// A progressive JPEG of 108 megapixels, whose scans have a bit for one in hundreds of blocks.
  public static func longScans() -> [UInt8] {
    var file = jpegClaim(width: 12_000, height: 9000, progressive: true)
    let scan = file.suffix(12) + [UInt8](repeating: 0, count: 240_000)
    file += [UInt8](repeating: 0, count: 240_000)
    for _ in 0..<40 { file += scan }
    return file
  }

  /// A lossless WebP of 16383 × 16383 pixels in one colour, which takes no data.
  public static func colourWebP() -> [UInt8] {
    // VP8L: 14 bits of width and height, less one; no data is looked at.
    let size = UInt32(16_382) | UInt32(16_382) << 14
    let bits = bigEndian(size).reversed() + [0, 0, 0, 0, 0, 0, 0, 0]
    let chunk = Array("VP8L".utf8) + [13, 0, 0, 0, 0x2F] + bits + [0]
    return Array("RIFF".utf8) + [26, 0, 0, 0] + Array("WEBP".utf8) + chunk
  }

  /// A PNG of nothing but a header and an empty image.
  public static func pngClaim(width: UInt32, height: UInt32, depth: UInt8 = 8) -> [UInt8] {
    signature + header(width, height, [depth, 2, 0, 0, 0]) + chunk("IDAT", [0x78, 0x9C])
  }

  /// Zeros only, at one bit a pixel, in a few kilobytes.
  public static func blackPNG(width: Int, height: Int, interlaced: Bool, orientation: UInt8)
    -> [UInt8]
  {
    func row(_ width: Int) -> Int { (width + 7) / 8 + 1 }
    // Of the passes: every eighth pixel of both, then 4 more, and so on.
    let passes = [(8, 8), (8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2)]
    let bytes =
      interlaced
      ? passes.map { row(width / $0.0) * (height / $0.1) }.reduce(0, +) : row(width) * height
    let tiff: [UInt8] = [
      0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0,
      0, 0,
    ]
    return signature
      + header(UInt32(width), UInt32(height), [1, 0, 0, 0, interlaced ? 1 : 0])
      + chunk("eXIf", tiff) + chunk("IDAT", deflatedZeros(bytes)) + chunk("IEND", [])
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func header(_ width: UInt32, _ height: UInt32, _ kind: [UInt8]) -> [UInt8] {
    chunk("IHDR", bigEndian(width) + bigEndian(height) + kind)
  }

  public static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return bigEndian(UInt32(body.count)) + content + bigEndian(crc(content))
  }

  /// A zlib stream of `count` zeros: one zero, copied 258 at a time in 13 bits.
  public static func deflatedZeros(_ count: Int) -> [UInt8] {
    var (bytes, word, bits): ([UInt8], UInt32, UInt32) = ([0x78, 0x9C], 0, 0)
    func put(_ value: UInt32, _ size: UInt32, reversed: Bool = true) {
      for index in 0..<size {
        word |= (value >> (reversed ? size - 1 - index : index) & 1) << bits
        bits += 1
        if bits == 8 {
          bytes.append(UInt8(word))
          (word, bits) = (0, 0)
        }
      }
    }
    put(0b011, 3, reversed: false)  // the last block, fixed codes
    for _ in 0..<(count > 0 ? 1 + (count - 1) % 258 : 0) { put(0b0011_0000, 8) }
    for _ in 0..<(max(0, count - 1) / 258) {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    put(0, 7)  // the end
    put(0, (8 - bits) % 8)
    return bytes + bigEndian(UInt32(count % 65_521) << 16 | 1)
  }

  public static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 as PNG has it.
  public static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes { sum = sum >> 8 ^ crcTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
  }

  private static let crcTable: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
    }
  }
}
