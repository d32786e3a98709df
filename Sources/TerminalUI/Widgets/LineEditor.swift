/// A line that is being typed.
public struct LineEditor: Sendable, Hashable {
  public var text: String
  /// In characters, 0 … text.count.
  public var cursor: Int

  /// Longest text in Unicode scalars; what is beyond is cut off. (One character may hold thousands.)
  static let limit = 1024

  /// The cursor stands at the end.
  public init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  /// Inserts text: line breaks and tabs as spaces, without other control characters.
  public mutating func insert(_ new: String) {
    let room = max(0, Self.limit - text.unicodeScalars.count)
    let scalars = new.replacing("\r\n", with: " ").unicodeScalars.lazy
      .map { "\n\r\t\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) ? " " : $0 }
      .filter { $0.properties.generalCategory != .control }
    var line = String(text[..<index(cursor)])
    let rest = text[index(cursor)...]
    line.unicodeScalars.append(contentsOf: scalars.prefix(room))
    // A combining mark joins the character before it and adds none.
    cursor = line.count
    text = line + rest
    cursor = min(cursor, text.count)
  }

  public mutating func deleteBackward() {
    guard cursor > 0 else { return }
    remove(cursor - 1..<cursor)
  }

  public mutating func deleteForward() {
    guard cursor < text.count else { return }
    remove(cursor..<cursor + 1)
  }

  /// The word before the cursor and the spaces after it.
  public mutating func deleteWord() {
    let characters = Array(text)
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    remove(start..<cursor)
  }

  public mutating func deleteToStart() { remove(0..<cursor) }
  public mutating func deleteToEnd() { remove(cursor..<text.count) }
  public mutating func moveLeft() { cursor = max(0, cursor - 1) }
  public mutating func moveRight() { cursor = min(text.count, cursor + 1) }
  public mutating func moveToStart() { cursor = 0 }
  public mutating func moveToEnd() { cursor = text.count }

  private mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
    cursor = min(range.lowerBound, text.count)
  }

  private func index(_ offset: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
  }
}
