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
    switch try ImageFormat(of: bytes) {
    case .jpeg: try JPEGDecoder.decode(bytes, for: size)
    case .png: try PNGDecoder.decode(bytes)
    }
  }
}
