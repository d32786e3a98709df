/// Files that nobody's camera writes.
enum HostileFiles {
  /// A JPEG whose header claims a size, followed by a scan with next to no data.
  static func jpegClaim(width: Int, height: Int, progressive: Bool = false) -> [UInt8] {
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
  static func manyScans(_ file: [UInt8], repetitions: Int) -> [UInt8] {
    let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
    let start = scans.last ?? 0
    let scan = file[start..<(file.count - 2)]
    return file[..<start] + Array(repeating: scan, count: repetitions).joined() + [0xFF, 0xD9]
  }

  /// A PNG of nothing but a header and an empty image; `crc` is that of the header chunk.
  static func pngClaim(width: UInt32, height: UInt32) -> [UInt8] {
    let header = Array("IHDR".utf8) + bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0]
    let data = Array("IDAT".utf8) + [0x78, 0x9C]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bigEndian(13) + header
      + bigEndian(crc(header)) + bigEndian(2) + data + bigEndian(crc(data))
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 as PNG has it.
  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
  }
}

/// SplitMix64: the same flips in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
