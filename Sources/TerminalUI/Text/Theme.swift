/// The look of things on a terminal: characters and colours.
///
/// Text keeps the terminal's own colours, so that it reads on dark and light backgrounds; accents
/// are of middle lightness and read on both. Nothing is told by colour alone: where there is none,
/// attributes, marks and words say the same.
public struct Theme: Sendable {
  public let colors: TerminalDescription.Colors
  public let glyphs: Glyphs
  /// True where the terminal's own background is dark.
  public let isDark: Bool

  public init(_ terminal: TerminalDescription) {
    colors = terminal.colors
    glyphs = Glyphs(unicode: terminal.unicode)
    isDark = terminal.background == .dark
  }

  public var unicode: Bool { glyphs.unicode }

  public let title = Style(attributes: .bold)
  /// What the screen is asked for: the answer, the value of what is selected, a headline's number.
  public let value = Style(attributes: .bold)
  /// What only goes with it: units, names of figures, notes, numbers that support another.
  public let label = Style(attributes: .dim)
  /// Column heads: the underline is the rule below them.
  public let heads = Style(attributes: .underline)
  public let key = Style(attributes: .bold)

  /// Time bars.
  public var bar: Style { accent(many: 31, few: nil) }
  /// Bars of predictions.
  public var answer: Style { accent(many: 130, few: nil) }
  public var running: Style { accent(many: 28, few: nil, .bold) }
  public var untrained: Style { accent(many: 130, few: 5, .bold) }
  /// Told from other messages without colour, too.
  public var error: Style {
    accent(many: 160, few: 1, colors == .none ? [.bold, .reverse] : .bold)
  }
  public var line: Style { Style(attributes: .dim) }

  private func accent(
    many: UInt8, few: UInt8?, _ attributes: Style.Attributes = []
  ) -> Style {
    switch colors {
    case .none: Style(attributes: attributes)
    case .eight, .sixteen:
      Style(foreground: few.map(Color.indexed) ?? .terminal, attributes: attributes)
    case .many, .direct: Style(foreground: .indexed(many), attributes: attributes)
    }
  }
}
