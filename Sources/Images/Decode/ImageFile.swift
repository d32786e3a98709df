import CPhotos
import SqueezeNet

public enum ImageFile {
  /// Decodes a photo and turns it upright.
  ///
  /// - Parameters:
  ///   - bytes: A whole file; the format is told by its content.
  ///   - size: The network's input, for which a JPEG may be decoded at a smaller scale; nil for
  ///     full scale.
  public static func decode(_ bytes: [UInt8], for size: InputSize? = nil) throws(ImageError)
    -> DecodedImage
  {
    let format = try ImageFormat(of: bytes)
    let decode =
      switch format {
      case .jpeg: sqz_jpeg_decode
      case .png: sqz_png_decode
      case .webp: sqz_webp_decode
      case .heic, .avif: sqz_heif_decode
      }
    return try PhotoDecoder.decode(
      format == .webp ? WebPChunks.picture(of: bytes) : bytes[...], format: format,
      orientation: Orientation(PhotoMetadata(bytes, format)), for: size, by: decode)
  }
}
