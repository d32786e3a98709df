/// The abilities of the terminal.
public struct TerminalDescription: Sendable, Hashable {
  public enum Colors: Int, Sendable, Comparable {
    /// NO_COLOR, or a terminal without colours.
    case none = 0
    case eight = 8
    case sixteen = 16
    case many = 256
    /// Any colour.
    case direct = 0x1000000
    public static func < (a: Colors, b: Colors) -> Bool { a.rawValue < b.rawValue }
  }
  public enum Background: String, Sendable, CaseIterable {
    case light, dark
  }
  public var width: Int
  public var height: Int
  public var colors: Colors
  /// The background of the terminal's own colours. Decides what near zero looks like in signed
  /// maps, and whether ink is a photo's light or its shadow; everything else reads on both.
  public var background: Background = .dark
  /// True where characters beyond ASCII reach the screen.
  public var unicode: Bool
  /// Lines below the views that are not theirs: those of a lesson.
  public var captionHeight = 0

  public init(width: Int, height: Int, colors: Colors, unicode: Bool) {
    self.width = width
    self.height = height
    self.colors = colors
    self.unicode = unicode
  }

  /// In less than this nothing is shown.
  public static let smallestWidth = 40
  public static let smallestHeight = 12
  public var isTooSmall: Bool { width < Self.smallestWidth || height < Self.smallestHeight }
}
