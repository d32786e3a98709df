/// Text in columns: every character that gets here is one column wide.
public enum Text {
  /// The character itself if a terminal shows it in one column, else `?`.
  ///
  /// Combinations of several scalars (accents typed apart, flags, emoji sequences) are `?` too:
  /// terminals disagree on its width.
  static func oneColumn(_ character: Character) -> Character {
    if let ascii = character.asciiValue { return (32...126).contains(ascii) ? character : "?" }
    var scalars = character.unicodeScalars.makeIterator()
    guard let scalar = scalars.next(), scalars.next() == nil, isOneColumn(scalar) else {
      return "?"
    }
    return character
  }

  /// True where there is nothing to replace, on any terminal.
  static func isPrintableASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { (32...126).contains($0) }
  }

  static func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: return true
    case 0..<0xA1, 0xAD, 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23F3,
      0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x2E80...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7FF, 0xE000...0xFAFF, 0xFE00...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0xFFF0...:
      return false
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .lineSeparator,
        .paragraphSeparator, .unassigned, .surrogate, .privateUse:
        return false
      default: return !scalar.properties.isEmojiPresentation
      }
    }
  }

  /// Cut to `width` columns; a cut shows as `mark` in place of the last character.
  public static func fit(_ text: String, _ width: Int, mark: Character) -> String {
    guard width > 0 else { return "" }
    guard text.count > width else { return text }
    return String(text.prefix(width - 1)) + String(mark)
  }

  /// Cut in front: of a path the end matters.
  public static func fitEnd(_ text: String, _ width: Int, mark: Character) -> String {
    guard width > 0 else { return "" }
    guard text.count > width else { return text }
    return String(mark) + String(text.suffix(width - 1))
  }
}
