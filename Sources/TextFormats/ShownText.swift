/// Text from outside (names of files and weights, what is typed) as a terminal can show it: each
/// character is known to take one column or two, and none moves, turns or hides the others.
extension String {
  /// What stands in the cells of a line, one after another.
  ///
  /// An accent joins its letter. Control characters, line breaks, what changes the direction of
  /// writing and what is not seen become `?`; what only chooses a look (joiners, variants, skin
  /// tones), on whose width terminals disagree, is left out.
  public var shownCells: [ShownCell] {
    var cells: [ShownCell] = []
    let scalars = Array(unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch ShownCell.role(of: scalar) {
      case .letter(let columns): cells.append(ShownCell(Character(scalar), columns))
      case .mark:
        let joined = cells.last.flatMap { $0.joined(by: scalar) }
        if let joined { cells[cells.count - 1] = joined } else { cells.append(.unknown) }
      case .flag:
        let isPair = index < scalars.count && ShownCell.role(of: scalars[index]) == .flag
        cells.append(
          isPair ? ShownCell.flag(scalar, scalars[index]) ?? .unknown : ShownCell.unknown)
        if isPair { index += 1 }
      case .variant(let columns):
        if cells.isEmpty, columns > 0 { cells.append(ShownCell(Character(scalar), columns)) }
      case .foreign: cells.append(ShownCell("\u{FFFD}", 1))
      case .unknown: cells.append(.unknown)
      }
    }
    return cells
  }

  /// The text as it is shown.
  public var shown: String {
    isPrintableASCII ? self : String(shownCells.map(\.character))
  }

  /// Columns that the text takes when it is shown.
  public var columns: Int {
    isPrintableASCII ? utf8.count : shownCells.reduce(0) { $0 + $1.columns }
  }

  /// The beginning of the text as it is shown, as much as fits.
  public func prefix(columns: Int) -> String { Self.fitting(shownCells, columns) }

  /// The end of the text as it is shown, as much as fits.
  public func suffix(columns: Int) -> String {
    String(Self.fitting(shownCells.reversed(), columns).reversed())
  }

  private static func fitting(_ cells: some Sequence<ShownCell>, _ columns: Int) -> String {
    var rest = columns
    return String(
      cells.prefix { cell in
        rest -= cell.columns
        return rest >= 0
      }.map(\.character))
  }

  /// True where there is nothing to replace, on any terminal.
  public var isPrintableASCII: Bool { utf8.allSatisfy { (32...126).contains($0) } }
}

/// A character as a terminal shows it.
public struct ShownCell: Sendable {
  public let character: Character
  /// 1 or 2.
  public let columns: Int
  private var marks = 0

  init(_ character: Character, _ columns: Int) {
    self.character = character
    self.columns = columns
  }

  static let unknown = ShownCell("?", 1)
  private static let mostMarks = 4

  enum Role: Equatable {
    case letter(columns: Int)
    /// What joins the letter before it.
    case mark
    /// Half of a flag.
    case flag
    /// What changes the look of the character before it; alone it takes so many columns.
    case variant(columns: Int)
    /// Of no common meaning, as the stand-ins for bytes that are no UTF-8.
    case foreign
    case unknown
  }

  static func role(of scalar: Unicode.Scalar) -> Role {
    let properties = scalar.properties
    switch scalar.value {
    case 0x20...0x7E: return .letter(columns: 1)
    case 0x200C...0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return .variant(columns: 0)
    case 0x1F3FB...0x1F3FF: return .variant(columns: 2)
    case 0x1F1E6...0x1F1FF: return .flag
    // Vowels and final consonants of Hangul that is written in letters.
    case 0x1161...0x11FF, 0xD7B0...0xD7FB: return .mark
    default: break
    }
    if properties.isDefaultIgnorableCodePoint { return .unknown }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .format, .control, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate:
      return .unknown
    case .privateUse: return .foreign
    default: return .letter(columns: isWide(scalar) ? 2 : 1)
    }
  }

  /// East Asian Width (UAX #11) W and F.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
      0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }

  /// Returns the character with a mark: as one letter where Unicode has it, which more terminals
  /// know to show. Nil where the two don't join; of many marks only some are kept.
  fileprivate func joined(by mark: Unicode.Scalar) -> ShownCell? {
    guard marks < Self.mostMarks else { return self }
    var text = String(character)
    text.unicodeScalars.append(mark)
    guard text.count == 1, let character = text.first, self.character != " " else { return nil }
    let letter = Self.letters.firstIndex(of: character).map { Self.letters[$0] }
    var joined = ShownCell(letter ?? character, columns)
    joined.marks = marks + 1
    return joined
  }

  /// Letters with marks, as one scalar each. Equal characters are found however they are written.
  private static let letters: Set<Character> = {
    let ranges: [ClosedRange<UInt32>] = [0xC0...0x1FFF, 0x3041...0x30FF, 0xAC00...0xD7A3]
    let scalars = ranges.joined().compactMap(Unicode.Scalar.init)
    return Set(scalars.filter { $0.properties.isAlphabetic }.map(Character.init))
  }()

  fileprivate static func flag(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> ShownCell? {
    var text = String(first)
    text.unicodeScalars.append(second)
    return text.first.map { ShownCell($0, 2) }
  }
}
