/// The reason why a file could not be shown to the network. `description` is the part of the error
/// line after the file's name.
public enum ImageError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing
  case directory
  /// A device or a socket.
  case notRegular
  /// The system's reason, e.g. `Permission denied`.
  case unreadable(String)
  case empty
  /// The look of the content, e.g. `text`; nil when that is unknown.
  case unrecognised(looksLike: String?)
  /// A kind that is not read, e.g. `a GIF image`, and what to do.
  case unread(kind: String, advice: String)
  /// A library that is opened at run time is not installed.
  case libraryMissing(ImageFormat)
  case fileTooLarge(limit: Int)
  /// The header claims more pixels than are accepted, or than the file has room for.
  case tooManyPixels(width: Int, height: Int, fileSize: Int)
  /// Decoding takes more than the budget, which is in `PixelBudget`.
  case tooMuchMemory(width: Int, height: Int, bytes: Int)
  case undecodable(format: ImageFormat, reason: String)
  /// Damaged, and the caller asked for nothing but whole images.
  case damaged(Damage)

  public var description: String {
    switch self {
    case .missing: "no such file"
    case .directory: "is a folder: name one of its pictures"
    case .notRegular: "is a device, not a file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .empty: "the file is empty"
    case .unrecognised(nil): "not a \(ImageFormat.all)"
    case .unrecognised(let guess?):
      "not a \(ImageFormat.all) but \(guess)"
    case .unread(let kind, let advice): "is \(kind), which is not read: \(advice)"
    case .libraryMissing(let format):
      "is an image in \(format.rawValue), which takes a library: install libheif1"
    case .fileTooLarge(let limit): "larger than \(limit >> 20) MiB, too large for a photo"
    case .tooManyPixels(let width, let height, let fileSize):
      "claims \(width)x\(height) pixels in \(fileSize) bytes, which is too large to decode"
    case .tooMuchMemory(let width, let height, let bytes):
      "\(width)x\(height) pixels take \(bytes >> 20) MiB to decode; make the photo smaller"
    case .undecodable(let format, let reason): "not a readable \(format.rawValue): \(reason)"
    case .damaged(.truncated): "truncated; leave out --strict to see what is there"
    case .damaged(.corrupt): "corrupt; leave out --strict to see what is there"
    }
  }

  /// As sysexits.h numbers them: 66 when there is nothing to read, 65 when it is not an image, 64
  /// when one image was wanted.
  public var exitCode: Int32 {
    switch self {
    case .directory: 64
    case .missing, .notRegular, .unreadable: 66
    default: 65
    }
  }
}

/// The damage of an image that could be decoded in part.
public enum Damage: String, Hashable, Sendable {
  /// The file ends too early; what is missing is grey (JPEG) or background.
  case truncated
  /// The compressed data is damaged; pixels may be wrong anywhere.
  case corrupt
}
