import CPNG
import Glibc

/// PNG files, by libpng.
public enum PNGFile {
  /// An 8-bit RGB picture, sRGB, whole in memory. The same bytes for the same picture.
  ///
  /// - Parameter text: Keywords and what they say, as `tEXt` chunks: `Title`, `Description`, …
  ///   Latin-1 characters; others are written as `?`.
  public static func encode(_ picture: Picture, text: [(keyword: String, text: String)] = [])
    throws(PictureError) -> [UInt8]
  {
    var result = sqz_png_written()
    let strings = text.flatMap { [latin1($0.keyword), latin1($0.text)] }
    let copies = strings.map { strdup($0) }
    defer {
      for copy in copies { free(copy) }
    }
    var pointers = copies.map { UnsafePointer($0) }
    sqz_png_encode(
      picture.pixels, UInt32(picture.width), UInt32(picture.height), &pointers,
      text.count, &result)
    defer { free(result.bytes) }
    guard let bytes = result.bytes else {
      let reason = withUnsafeBytes(of: result.message) { message in
        String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw .encoding(reason)
    }
    return Array(UnsafeBufferPointer(start: bytes, count: result.count))
  }

  private static func latin1(_ text: String) -> [CChar] {
    text.unicodeScalars.map {
      CChar(
        bitPattern: (0x20...0x7E).contains($0.value) || (0xA0...0xFF).contains($0.value)
          ? UInt8($0.value) : UInt8(ascii: "?"))
    } + [0]
  }
}
