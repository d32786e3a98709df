/// The formats that are read, told apart by content, whatever the file's name.
public enum ImageFormat: String, Hashable, Sendable {
  case jpeg = "JPEG"
  case png = "PNG"

  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// - Throws: `ImageError.empty` or `.unrecognised`.
  init(of bytes: [UInt8]) throws(ImageError) {
    if bytes.isEmpty { throw .empty }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: Self.pngSignature) {
      self = .png
    } else {
      throw .unrecognised(looksLike: Self.guess(bytes))
    }
  }

  /// Names what people most often have instead.
  private static func guess(_ bytes: [UInt8]) -> String? {
    func holds(_ text: String, at offset: Int) -> Bool {
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    if holds("GIF8", at: 0) { return "a GIF image" }
    if holds("RIFF", at: 0), holds("WEBP", at: 8) { return "a WebP image" }
    if holds("ftypavi", at: 4) { return "an AVIF image" }
    if holds("ftyp", at: 4) { return "a HEIF image" }
    if holds("BM", at: 0) { return "a BMP image" }
    if holds("II*\0", at: 0) || holds("MM\0*", at: 0) { return "a TIFF image" }
    if holds("%PDF", at: 0) { return "a PDF document" }
    let isText = bytes.prefix(512).allSatisfy { $0 >= 0x20 && $0 != 0x7F || 9...13 ~= $0 }
    return isText ? "text" : nil
  }
}
