import TextFormats

/// One image of the command line.
public struct ImageEntry: Sendable {
  public enum Status: Sendable {
    /// Not asked for yet.
    case pending
    case loading
    case loaded(LoadedImage)
    /// The error's one line.
    case failed(String)
  }
  public let path: String
  public var status: Status

  /// The path's last part.
  var name: String { path.fileName }
}

/// The facts and pixels that the screen shows of an image; its prepared values are with the
/// session.
public struct LoadedImage: Sendable, Hashable {
  /// Size of the photo as it is seen, orientation applied, in pixels.
  public let width: Int
  public let height: Int
  public let isTruncated: Bool
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  /// RGB, 8 bits, network's input height × width × 3: the photo as the network sees it.
  public let pixels: [UInt8]

  public init(width: Int, height: Int, isTruncated: Bool, damage: String? = nil, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.isTruncated = isTruncated
    self.damage = damage ?? (isTruncated ? "truncated" : nil)
    self.pixels = pixels
  }
}
