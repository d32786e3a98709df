import Heatmaps

/// The way that the samples of a map are put into cells.
///
/// More ink is more value in shades and density characters, on dark and on light backgrounds
/// alike; of signed maps it is more distance from zero, and the sign stands before it. The legend
/// shows the same characters.
public enum MapStyle: Sendable, Hashable {
  /// Two samples a cell: one column × half a row, about square. In 256 colours or in any.
  case halfBlocks(ColorRamp, direct: Bool)
  /// ` ░▒▓█`, one sample in two columns.
  case shades(signed: Bool)
  /// Ten ASCII characters, one sample in two columns.
  case density(signed: Bool)

  static let shadeCharacters: [Character] = [" ", "░", "▒", "▓", "█"]
  static let densityCharacters: [Character] = Array(" .:-=+*#%@")
  /// Levels of a ramp in true colour: odd where zero is to have its own. More would cost bytes on
  /// the line and show nothing more.
  private static let directLevels = (sequential: 64, diverging: 63)

  /// - Parameters:
  ///   - glyphs: The user's choice; what the terminal can't show falls back.
  ///   - signed: True where the map has values below zero; its scale is then centred on zero.
  public init(_ glyphs: MapGlyphs, _ colormap: Colormap, signed: Bool = false, _ theme: Theme) {
    let ramp: ColorRamp = signed ? .diverging(onDark: theme.isDark) : .sequential(colormap)
    switch (glyphs, theme.unicode, theme.colors) {
    case (.blocks, true, .direct): self = .halfBlocks(ramp, direct: true)
    case (.blocks, true, .many): self = .halfBlocks(ramp, direct: false)
    case (.blocks, true, .eight), (.blocks, true, .sixteen): self = .shades(signed: signed)
    default: self = .density(signed: signed)
    }
  }

  public var isHalfBlocks: Bool { if case .halfBlocks = self { true } else { false } }

  /// Number of levels that can be told apart.
  var levels: Int {
    switch self {
    case .halfBlocks(.sequential, direct: true): Self.directLevels.sequential
    case .halfBlocks(.diverging, direct: true): Self.directLevels.diverging
    case .halfBlocks(let ramp, direct: false): Palette.ramp(ramp).count
    case .shades(let signed): Self.levels(Self.shadeCharacters, signed)
    case .density(let signed): Self.levels(Self.densityCharacters, signed)
    }
  }

  /// Both signs have the same characters, and zero has one.
  private static func levels(_ characters: [Character], _ signed: Bool) -> Int {
    signed ? 2 * characters.count - 1 : characters.count
  }

  /// Samples that fit on a rectangle of cells.
  public func samples(in rect: Rect) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (rect.width, rect.height * 2)
    case .shades, .density: (rect.width / 2, rect.height)
    }
  }

  /// The cell that holds a sample; of two cells the first.
  public func cell(x: Int, y: Int) -> Point {
    switch self {
    case .halfBlocks: Point(x: x, y: y / 2)
    case .shades, .density: Point(x: 2 * x, y: y)
    }
  }

  /// Cells that so many samples take.
  public func cells(width: Int, height: Int) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (width, (height + 1) / 2)
    case .shades, .density: (width * 2, height)
    }
  }

  /// Colours of the levels, and of what is not a number; nil for characters.
  public var colors: (levels: [Color], notFinite: Color)? {
    switch self {
    case .halfBlocks(let ramp, direct: true):
      (ramp.colors(levels).map(Color.rgb), .rgb(ramp.notFinite))
    case .halfBlocks(let ramp, direct: false):
      (Palette.ramp(ramp).map(Color.indexed), .indexed(Palette.notFinite(ramp)))
    case .shades, .density: nil
    }
  }

  /// The two characters of a level; nil for colours.
  public func characters(_ level: Int) -> (Character, Character)? {
    switch self {
    case .halfBlocks: nil
    case .shades(let signed): Self.characters(level, Self.shadeCharacters, signed)
    case .density(let signed): Self.characters(level, Self.densityCharacters, signed)
    }
  }

  private static func characters(_ level: Int, _ characters: [Character], _ signed: Bool) -> (
    Character, Character
  ) {
    guard signed else { return (characters[level], characters[level]) }
    let distance = level - (characters.count - 1)
    let sign: Character = distance < 0 ? "-" : distance > 0 ? "+" : " "
    return (sign, characters[abs(distance)])
  }
}

/// Characters that the person wants maps drawn in.
public enum MapGlyphs: Sendable {
  case ascii, blocks
}
