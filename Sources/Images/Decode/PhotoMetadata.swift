import CPhotos

/// The parts of a file that may say how it is to be turned, found without decoding it: the first of
/// each kind, at most 64 KB long. Everything else is passed over unread.
struct PhotoMetadata {
  private static let limit = 1 << 16

  /// TIFF directories; `Exif` and two zeros may stand before them.
  private(set) var exif: ArraySlice<UInt8>?
  /// The same from PNG text, as ImageMagick writes it.
  private(set) var profile: ArraySlice<UInt8>?
  private(set) var xmp: ArraySlice<UInt8>?

  init(_ bytes: [UInt8], _ format: ImageFormat) {
    switch format {
    case .jpeg: readSegments(bytes)
    case .png: readPNGChunks(bytes)
    case .webp: readWebPChunks(bytes)
    case .heic, .avif: break  // libheif turns the picture itself
    }
  }

  private mutating func readSegments(_ bytes: [UInt8]) {
    let exifHeader = Array("Exif\0\0".utf8)
    let xmpHeader = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
    var offset = 2
    while bytes.byte(at: offset) == 0xFF, let marker = bytes.byte(at: offset + 1) {
      if marker == 0xFF {  // padding
        offset += 1
        continue
      }
      // Start of scan and end of image: no more segments of interest.
      guard marker != 0xDA, marker != 0xD9,
        let length = bytes.number(at: offset + 2, size: 2), length >= 2
      else { return }
      let end = min(offset + 2 + length, bytes.count)
      let body = bytes[min(offset + 4, end)..<end]
      if marker == 0xE1, exif == nil, body.starts(with: exifHeader) { exif = body }
      if marker == 0xE1, xmp == nil, body.starts(with: xmpHeader) { xmp = body }
      offset = end
    }
  }

  private mutating func readPNGChunks(_ bytes: [UInt8]) {
    var offset = ImageFormat.pngSignature.count
    while let length = bytes.number(at: offset, size: 4) {
      let start = offset + 8
      guard start <= bytes.count, length <= bytes.count - start else { return }
      let body = bytes[start..<(start + length)]
      switch String(decoding: bytes[(offset + 4)..<start], as: UTF8.self) {
      case "eXIf": if exif == nil { exif = body.prefix(Self.limit) }
      case "tEXt": readText(body, .plain)
      case "zTXt": readText(body, .packed)
      case "iTXt": readText(body, .international)
      default: break
      }
      offset = start + length + 4  // CRC
    }
  }

  private enum TextChunk { case plain, packed, international }

  /// Reads text with one of three keywords.
  private mutating func readText(_ body: ArraySlice<UInt8>, _ kind: TextChunk) {
    let keyword = String(decoding: body.prefix(80).prefix { $0 != 0 }, as: UTF8.self)
    let isProfile = ["Raw profile type exif", "Raw profile type APP1"].contains(keyword)
    guard isProfile && profile == nil || keyword == "XML:com.adobe.xmp" && xmp == nil else {
      return
    }
    var rest = body.dropFirst(keyword.utf8.count + 1)
    var isPacked = kind == .packed
    if kind == .international {
      isPacked = rest.first == 1
      rest = rest.dropFirst(2)
      for _ in 0..<2 { rest = rest.drop { $0 != 0 }.dropFirst() }  // language, translated keyword
    } else if isPacked {
      rest = rest.dropFirst()  // the method
    }
    let text = isPacked ? Self.inflated(rest) : rest.prefix(Self.limit)
    if isProfile { profile = Self.hexadecimal(text) } else { xmp = text }
  }

  private static func inflated(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = [UInt8](unsafeUninitializedCapacity: limit) { target, count in
      count = bytes.withUnsafeBufferPointer {
        sqz_inflate($0.baseAddress, $0.count, target.baseAddress, limit)
      }
    }
    return text[...]
  }

  /// The bytes of a raw profile: an empty line, its name, its length, then two digits a byte.
  private static func hexadecimal(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var digits = text
    for _ in 0..<3 { digits = digits.drop { $0 != 0x0A }.dropFirst() }
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    let bytes: [UInt8] = stride(from: 0, to: values.count - 1, by: 2).map { (index: Int) -> UInt8 in
      UInt8(values[index] << 4 | values[index + 1])
    }
    return bytes[...]
  }

  private mutating func readWebPChunks(_ bytes: [UInt8]) {
    for (name, body) in WebPChunks(bytes) {
      if name == "EXIF", exif == nil { exif = body.prefix(Self.limit) }
      if name == "XMP ", xmp == nil { xmp = body.prefix(Self.limit) }
    }
  }
}

/// The chunks of a WebP file, the last maybe cut off.
struct WebPChunks: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var offset = 12

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> (name: String, body: ArraySlice<UInt8>)? {
    guard let length = bytes.number(at: offset + 4, size: 4, littleEndian: true) else { return nil }
    let start = offset + 8
    let end = Swift.min(start + length, bytes.count)
    let name = String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self)
    offset = start + length + length % 2
    return (name, bytes[start..<end])
  }

  /// The picture: of an animation the first frame, without the 16 bytes that place it.
  static func picture(of bytes: [UInt8]) -> ArraySlice<UInt8> {
    let isAnimated = bytes.holds(Array("VP8X".utf8), at: 12) && (bytes.byte(at: 20) ?? 0) & 2 != 0
    let frame = isAnimated ? WebPChunks(bytes).first { $0.name == "ANMF" }?.body : nil
    return frame?.dropFirst(16) ?? bytes[...]
  }
}
