import Heatmaps

/// A colour of the 256-colour palette, any colour, or the terminal's own.
public enum Color: Sendable, Hashable {
  case terminal
  case indexed(UInt8)
  /// Only where the terminal has true colour.
  case rgb(RGB)
}

/// The look of a cell.
public struct Style: Sendable, Hashable {
  public struct Attributes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let reverse = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
  }

  public var foreground: Color
  public var background: Color
  public var attributes: Attributes

  public init(
    foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  public static let plain = Style()
}

/// One character cell. A character that is two columns wide stands in the left one of two cells.
public struct Cell: Sendable, Hashable {
  /// The character of the right one.
  static let rightHalf: Character = "\0"

  /// True where the cell on the left has a wide character.
  public var isRightHalf: Bool { character == Self.rightHalf }

  public var character: Character
  public var style: Style

  public init(_ character: Character = " ", _ style: Style = .plain) {
    self.character = character
    self.style = style
  }
}
