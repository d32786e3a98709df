import Explorer

/// What the person says about the terminal, in place of what the environment says.
public struct TerminalSettings: Sendable, Hashable {
  /// Nil: what the terminal has.
  public var colors: TerminalDescription.Colors?
  /// Nil: what COLORFGBG says, else dark.
  public var background: TerminalDescription.Background?
  /// Nothing but ASCII, although the locale is UTF-8.
  public var asciiOnly: Bool

  public init(
    colors: TerminalDescription.Colors? = nil, background: TerminalDescription.Background? = nil,
    asciiOnly: Bool = false
  ) {
    self.colors = colors
    self.background = background
    self.asciiOnly = asciiOnly
  }
}
