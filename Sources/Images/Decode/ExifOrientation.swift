/// Reads the orientation that a file names. Whatever is missing, cut off or out of range means
/// upright.
extension Orientation {
  /// The first that is valid counts: of EXIF, of a PNG's raw profile, of XMP.
  init(_ metadata: PhotoMetadata) {
    self =
      metadata.exif.flatMap(Self.read(exif:)) ?? metadata.profile.flatMap(Self.read(exif:))
      ?? metadata.xmp.flatMap(Self.read(xmp:)) ?? .upright
  }

  /// - Parameter exif: A TIFF directory, maybe behind a header of six bytes.
  private static func read(exif: ArraySlice<UInt8>) -> Orientation? {
    let header = Array("Exif\0\0".utf8)
    let tiff = exif.starts(with: header) ? exif.dropFirst(header.count) : exif
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

  /// From `tiff:Orientation="6"` or `<tiff:Orientation>6<`.
  private static func read(xmp: ArraySlice<UInt8>) -> Orientation? {
    let name = Array("tiff:Orientation".utf8)
    var rest = xmp
    while let start = rest.firstIndex(of: name[0]) {
      rest = rest[start...]
      guard rest.starts(with: name) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(name.count)
      let value = rest.drop { "=\"'> ".utf8.contains($0) }.prefix(2)
      if value.startIndex > rest.startIndex, let digit = value.first,
        let end = value.last, value.count == 2, !(0x30...0x39).contains(end)
      {
        return Orientation(rawValue: Int(digit) - 0x30)
      }
    }
    return nil
  }
}
