/// Finds the EXIF orientation in a file without decoding it. Whatever is missing, cut off or out
/// of range means upright.
extension Orientation {
  /// From a JPEG file's first APP1 segment that holds EXIF.
  init(jpeg bytes: [UInt8]) {
    self = Self.exifSegment(jpeg: bytes).flatMap(Self.read(tiff:)) ?? .upright
  }

  /// From a PNG file's eXIf chunk.
  init(png bytes: [UInt8]) {
    self = Self.exifChunk(png: bytes).flatMap(Self.read(tiff:)) ?? .upright
  }

  private static func exifSegment(jpeg bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let exifHeader: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]
    var offset = 2
    while bytes.byte(at: offset) == 0xFF, let marker = bytes.byte(at: offset + 1) {
      if marker == 0xFF {  // padding
        offset += 1
        continue
      }
      // Start of scan and end of image: no more segments of interest.
      guard marker != 0xDA, marker != 0xD9,
        let length = bytes.number(at: offset + 2, size: 2), length >= 2
      else { return nil }
      let end = min(offset + 2 + length, bytes.count)
      if marker == 0xE1, bytes.holds(exifHeader, at: offset + 4), offset + 10 <= end {
        return bytes[(offset + 10)..<end]
      }
      offset = end
    }
    return nil
  }

  private static func exifChunk(png bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var offset = ImageFormat.pngSignature.count
    while let length = bytes.number(at: offset, size: 4) {
      let start = offset + 8
      guard start <= bytes.count, length <= bytes.count - start else { return nil }
      if bytes.holds([0x65, 0x58, 0x49, 0x66], at: offset + 4) {
        return bytes[start..<(start + length)]
      }
      offset = start + length + 4  // CRC
    }
    return nil
  }

  private static func read(tiff: ArraySlice<UInt8>) -> Orientation? {
    let littleEndian: Bool
    if tiff.holds([0x49, 0x49, 42, 0], at: 0) {
      littleEndian = true
    } else if tiff.holds([0x4D, 0x4D, 0, 42], at: 0) {
      littleEndian = false
    } else {
      return nil
    }
    func number(at offset: Int, size: Int) -> Int? {
      tiff.number(at: offset, size: size, littleEndian: littleEndian)
    }
    guard let directory = number(at: 4, size: 4),
      let entries = number(at: directory, size: 2)
    else { return nil }
    for entry in 0..<entries {
      let offset = directory + 2 + entry * 12
      guard let tag = number(at: offset, size: 2), let type = number(at: offset + 2, size: 2)
      else { return nil }
      guard tag == 0x0112 else { continue }
      // SHORT, or LONG as some programs write it.
      guard type == 3 || type == 4 else { return nil }
      return number(at: offset + 8, size: type == 3 ? 2 : 4).flatMap(Orientation.init(rawValue:))
    }
    return nil
  }
}
