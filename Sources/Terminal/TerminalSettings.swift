import TerminalUI

/// The user's word about the terminal, in place of the environment's.
public struct TerminalSettings: Sendable, Hashable {
  /// Nil: what NO_COLOR and the terminal say.
  public var colors: TerminalDescription.Colors?
  /// Nil: what COLORFGBG says, else dark.
  public var background: TerminalDescription.Background?
  /// True where characters beyond ASCII may be sent; nil: as the locale says.
  public var unicode: Bool?

  public init(
    colors: TerminalDescription.Colors? = nil, background: TerminalDescription.Background? = nil,
    unicode: Bool? = nil
  ) {
    self.colors = colors
    self.background = background
    self.unicode = unicode
  }
}
