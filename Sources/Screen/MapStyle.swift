import Explorer

/// How the samples of a map are put into cells.
///
/// More ink is more value in shades and density characters, on dark and on light backgrounds
/// alike; the legend shows the same characters.
enum MapStyle: Sendable, Hashable {
  /// Two samples a cell in 256 colours: one column × half a row, about square.
  case halfBlocks(Colormap)
  /// ` ░▒▓█`, one sample in two columns.
  case shades
  /// Ten ASCII characters, one sample in two columns.
  case density

  static let shadeCharacters: [Character] = [" ", "░", "▒", "▓", "█"]
  static let densityCharacters: [Character] = Array(" .:-=+*#%@")

  /// - Parameter glyphs: What the person chose; what the terminal can't show falls back.
  init(_ glyphs: MapState.Glyphs, _ colormap: Colormap, _ look: Look) {
    switch (glyphs, look.unicode, look.colors) {
    case (.blocks, true, .many): self = .halfBlocks(colormap)
    case (.blocks, true, .eight), (.blocks, true, .sixteen): self = .shades
    default: self = .density
    }
  }

  var isHalfBlocks: Bool { if case .halfBlocks = self { true } else { false } }

  /// Number of levels that can be told apart.
  var levels: Int {
    switch self {
    case .halfBlocks(let colormap): Palette.ramp(colormap).count
    case .shades: Self.shadeCharacters.count
    case .density: Self.densityCharacters.count
    }
  }

  /// Samples that fit on a rectangle of cells.
  func samples(in rect: Rect) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (rect.width, rect.height * 2)
    case .shades, .density: (rect.width / 2, rect.height)
    }
  }

  /// The cell that holds a sample; of two cells the first.
  func cell(x: Int, y: Int) -> Point {
    switch self {
    case .halfBlocks: Point(x: x, y: y / 2)
    case .shades, .density: Point(x: 2 * x, y: y)
    }
  }

  /// Cells that so many samples take.
  func cells(width: Int, height: Int) -> (width: Int, height: Int) {
    switch self {
    case .halfBlocks: (width, (height + 1) / 2)
    case .shades, .density: (width * 2, height)
    }
  }
}
