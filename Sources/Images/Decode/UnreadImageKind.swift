/// A kind of file that people have instead of a photo that is read: named by its content, so that
/// the message can say what to do. A kind is one row of `all`.
struct UnreadImageKind: Sendable {
  /// As messages say it, with its article.
  let name: String
  let advice: String
  /// Bytes that the content has at an offset.
  let magic: [(offset: Int, bytes: [UInt8])]

  private init(_ name: String, _ advice: String, _ magic: String, at offset: Int = 0) {
    self.init(name, advice, [(offset, Array(magic.utf8))])
  }

  private init(_ name: String, _ advice: String, _ magic: [(offset: Int, bytes: [UInt8])]) {
    (self.name, self.advice, self.magic) = (name, advice, magic)
  }

  /// Nil when the content is of no kind that is known.
  static func of(_ bytes: [UInt8]) -> UnreadImageKind? {
    if let kind = all.first(where: { kind in
      kind.magic.allSatisfy { bytes.holds($0.bytes, at: $0.offset) }
    }) {
      return kind
    }
    let isSVG = String(decoding: bytes.prefix(1024), as: UTF8.self).contains("<svg")
    return isSVG ? UnreadImageKind("an SVG drawing", convert, "") : nil
  }

  private static let convert = "convert it to PNG or JPEG"
  private static let unpack = "unpack it first"
  private static let develop = "develop it to JPEG or PNG"
  private static let frame = "save a frame of it as PNG or JPEG"

  /// In the order in which content is compared with them.
  private static let all: [UnreadImageKind] = [
    UnreadImageKind("a GIF image", convert, "GIF8"),
    UnreadImageKind("a BMP image", convert, [(0, Array("BM".utf8)), (6, [0, 0, 0, 0])]),
    UnreadImageKind(
      "a JPEG XL image", convert, [(0, [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20])]),
    UnreadImageKind("a JPEG XL image", convert, [(0, [0xFF, 0x0A])]),
    UnreadImageKind(
      "a JPEG 2000 image", convert, [(0, [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20])]),
    UnreadImageKind("a JPEG 2000 image", convert, [(0, [0xFF, 0x4F, 0xFF, 0x51])]),
    UnreadImageKind("a JPEG XR image", convert, [(0, [0x49, 0x49, 0xBC])]),
    UnreadImageKind("a Canon raw photo", develop, "II*\0\u{10}\0\0\0CR"),
    UnreadImageKind("a Canon raw photo", develop, "ftypcrx ", at: 4),
    UnreadImageKind("a Fujifilm raw photo", develop, "FUJIFILMCCD-RAW"),
    UnreadImageKind("an Olympus raw photo", develop, "IIRO"),
    UnreadImageKind("a Panasonic raw photo", develop, "IIU\0"),
    UnreadImageKind("a TIFF image or a raw photo", convert, "II*\0"),
    UnreadImageKind("a TIFF image or a raw photo", convert, "MM\0*"),
    UnreadImageKind("a Photoshop image", convert, "8BPS"),
    UnreadImageKind("a GIMP image", convert, "gimp xcf"),
    UnreadImageKind("an OpenEXR image", convert, [(0, [0x76, 0x2F, 0x31, 1])]),
    UnreadImageKind("a QOI image", convert, "qoif"),
    UnreadImageKind("a DDS texture", convert, "DDS "),
    UnreadImageKind("an icon", convert, [(0, [0, 0, 1, 0])]),
    UnreadImageKind("a PDF document", convert, "%PDF"),
    UnreadImageKind("a gzip file", unpack, [(0, [0x1F, 0x8B])]),
    UnreadImageKind(
      "a zip archive", "unpack it first; a .pth or .npz of weights goes to --weights",
      "PK\u{3}\u{4}"),
    UnreadImageKind("an xz file", unpack, [(0, [0xFD, 0x37, 0x7A, 0x58, 0x5A])]),
    UnreadImageKind("a bzip2 file", unpack, "BZh"),
    UnreadImageKind("a Zstandard file", unpack, [(0, [0x28, 0xB5, 0x2F, 0xFD])]),
    // After the brands that are read.
    UnreadImageKind("a video", frame, "ftyp", at: 4),
    UnreadImageKind("a video", frame, [(0, [0x1A, 0x45, 0xDF, 0xA3])]),
  ]
}
