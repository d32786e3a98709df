import Files
import SqueezeNet

/// A photo's file, opened once: a pipe cannot be read again. From what was read it is prepared for
/// any number of networks.
public struct PhotoFile: Sendable {
  public let path: Path
  /// False for a pipe and for standard input, which have been emptied.
  public let canBeReadAgain: Bool
  private let bytes: [UInt8]
  private var photo: DecodedImage

  /// Nil when the file was whole.
  public var damage: Damage? { photo.damage }

  /// Reads a file and decodes it.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - size: The input of the network that it is for first; nil for all of its pixels.
  ///   - strict: Refuse a truncated or corrupt file instead of using what is there.
  public init(path: Path, for size: InputSize?, strict: Bool = false) throws(ImageError) {
    self.path = path
    (bytes, canBeReadAgain) = try FileBytes.contents(of: path)
    photo = try ImageFile.decode(bytes, for: size)
    if strict, let damage = photo.damage { throw .damaged(damage) }
  }

  /// Crops, resizes and normalises; decodes again only where the size takes another scale.
  public mutating func prepared(
    size: InputSize, preprocessing: Preprocessing
  ) throws(ImageError) -> PreparedImage {
    let wanted = preprocessing.decodingSize(for: size)
    if !photo.suits(wanted) { photo = try ImageFile.decode(bytes, for: wanted) }
    return PreparedImage(photo, path: path, size: size, preprocessing: preprocessing)
  }
}
