import CPNG
import Glibc

enum PNGDecoder {
  static func decode(_ bytes: [UInt8]) throws(ImageError) -> DecodedImage {
    var result = sqz_png_result()
    // Deflate packs 1032 to 1, and a byte may hold eight pixels.
    sqz_png_decode(
      bytes, bytes.count, UInt64(PixelLimit.pixels(fileSize: bytes.count, perByte: 1032 * 8)),
      &result)
    guard let pixels = result.pixels else {
      if result.is_too_large != 0 {
        throw .tooManyPixels(
          width: Int(result.width), height: Int(result.height), fileSize: bytes.count)
      }
      throw .undecodable(format: .png, reason: CText.string(result.message))
    }
    defer { free(pixels) }
    let width = Int(result.width)
    let height = Int(result.height)
    return DecodedImage(
      format: .png, storedFullWidth: width, storedFullHeight: height, scaleDenominator: 1,
      storedWidth: width, storedHeight: height,
      storedPixels: PixelConversion.rgb(
        rgba: pixels, count: width * height, background: DecodedImage.background),
      orientation: Orientation(png: bytes),
      damage: result.is_truncated != 0 ? .truncated : result.is_corrupt != 0 ? .corrupt : nil)
  }
}
