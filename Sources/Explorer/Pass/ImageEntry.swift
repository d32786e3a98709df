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
  /// The photos that are held at once: a folder may have thousands.
  public static let mostLoaded = 32

  public let path: String
  public var status: Status

  var loaded: LoadedImage? {
    if case .loaded(let image) = status { image } else { nil }
  }

  /// The path's last part.
  var name: String { path.fileName }
}

/// The facts and pixels that the screen shows of an image; its prepared values are with the
/// session.
public struct LoadedImage: Sendable, Hashable {
  /// Size of the photo as it is seen, orientation applied, in pixels.
  public let width: Int
  public let height: Int
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  /// RGB, 8 bits, network's input height × width × 3: the photo as the network sees it.
  public let pixels: [UInt8]

  public init(width: Int, height: Int, damage: String?, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.damage = damage
    self.pixels = pixels
  }
}
