import CPhotos
import Files
import SqueezeNet

public enum ImageFile {
  /// Decodes a photo and turns it upright.
  ///
  /// - Parameters:
  ///   - path: A file or a pipe; the format is told by its content.
  ///   - size: The network's input, for which a JPEG may be decoded at a smaller scale; nil for
  ///     full scale.
  public static func read(path: Path, for size: InputSize? = nil) throws(ImageError)
    -> DecodedImage
  {
    try decode(FileBytes.contents(of: path), for: size)
  }

  /// As `read`, for a file in memory.
  public static func decode(_ bytes: [UInt8], for size: InputSize? = nil) throws(ImageError)
    -> DecodedImage
  {
    let format = try ImageFormat(of: bytes)
    return switch format {
    case .jpeg:
      try PhotoDecoder.decode(
        bytes, format: format, orientation: Orientation(jpeg: bytes), for: size, by: sqz_jpeg_decode
      )
    case .png:
      try PhotoDecoder.decode(
        bytes, format: format, orientation: Orientation(png: bytes), for: size, by: sqz_png_decode)
    }
  }
}
