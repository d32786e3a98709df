import TextFormats

/// Text cut to columns.
public enum Text {
  /// Cut to `width` columns; a cut shows as `mark` in place of the last character.
  public static func fit(_ text: String, _ width: Int, mark: Character) -> String {
    guard width > 0 else { return "" }
    guard text.columns > width else { return text }
    return text.prefix(columns: width - 1) + String(mark)
  }

  /// Cut in front: of a path the end matters.
  public static func fitEnd(_ text: String, _ width: Int, mark: Character) -> String {
    guard width > 0 else { return "" }
    guard text.columns > width else { return text }
    return String(mark) + text.suffix(columns: width - 1)
  }
}
