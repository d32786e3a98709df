/// The formats that are read, told apart by content, whatever the file's name.
public enum ImageFormat: String, Hashable, Sendable, CaseIterable {
  case jpeg = "JPEG"
  case png = "PNG"
  case webp = "WebP"
  case heic = "HEIC"
  case avif = "AVIF"

  /// `JPEG, PNG, WebP, HEIC or AVIF`.
  public static let all =
    allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or "
    + (allCases.last?.rawValue ?? "")

  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// - Throws: `ImageError.empty`, `.unread` or `.unrecognised`.
  init(of bytes: [UInt8]) throws(ImageError) {
    if bytes.isEmpty { throw .empty }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: Self.pngSignature) {
      self = .png
    } else if bytes.holds(Array("RIFF".utf8), at: 0), bytes.holds(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if let format = Self.heif(bytes) {
      self = format
    } else if let kind = UnreadImageKind.of(bytes) {
      throw .unread(kind: kind.name, advice: kind.advice)
    } else {
      let isText = bytes.prefix(512).allSatisfy { $0 >= 0x20 && $0 != 0x7F || 9...13 ~= $0 }
      throw .unrecognised(looksLike: isText ? "text" : nil)
    }
  }

  /// By the brands in the box that a file of the HEIF family begins with.
  private static func heif(_ bytes: [UInt8]) -> ImageFormat? {
    guard bytes.holds(Array("ftyp".utf8), at: 4), let size = bytes.number(at: 0, size: 4) else {
      return nil
    }
    // The brand, its version, compatible brands.
    let brands = stride(from: 8, to: min(size, 128, bytes.count - 3), by: 4).map {
      String(decoding: bytes[$0..<($0 + 4)], as: UTF8.self)
    }
    if brands.contains(where: ["avif", "avis"].contains) { return .avif }
    let heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
    return brands.contains(where: heic.contains) ? .heic : nil
  }
}
