import CJPEG
import Glibc
import SqueezeNet

enum JPEGDecoder {
  /// - Parameter size: The network's input: the photo is decoded at the smallest scale that leaves
  ///   its centred crop at least twice as large. Nil for full scale.
  static func decode(_ bytes: [UInt8], for size: InputSize?) throws(ImageError) -> DecodedImage {
    let orientation = Orientation(jpeg: bytes)
    let wanted = size.map { size in
      orientation.swapsSides
        ? (width: size.height, height: size.width) : (width: size.width, height: size.height)
    }
    var result = sqz_jpeg_result()
    sqz_jpeg_decode(
      bytes, bytes.count, UInt64(PixelLimit.pixels(fileSize: bytes.count, perByte: 1024)),
      wanted.map { UInt32(clamping: $0.width) } ?? .max,
      wanted.map { UInt32(clamping: $0.height) } ?? .max, &result)
    guard let pixels = result.pixels else {
      if result.is_too_large != 0 {
        throw .tooManyPixels(
          width: Int(result.full_width), height: Int(result.full_height), fileSize: bytes.count)
      }
      if result.is_truncated != 0 {
        throw .undecodable(format: .jpeg, reason: "the file ends before the picture begins")
      }
      throw .undecodable(format: .jpeg, reason: CText.string(result.message))
    }
    defer { free(pixels) }
    let count = Int(result.width) * Int(result.height)
    return DecodedImage(
      format: .jpeg, storedFullWidth: Int(result.full_width),
      storedFullHeight: Int(result.full_height), scaleDenominator: Int(result.denominator),
      storedWidth: Int(result.width), storedHeight: Int(result.height),
      storedPixels: result.channels == 4
        ? PixelConversion.rgb(cmyk: pixels, count: count, isInverted: result.is_inverted != 0)
        : [UInt8](UnsafeBufferPointer(start: pixels, count: count * 3)),
      orientation: orientation,
      damage: result.is_truncated != 0 ? .truncated : result.is_corrupt != 0 ? .corrupt : nil)
  }
}
