/// The lines of a text file that a person wrote, as any editor saves it.
public enum TextLines {
  /// A line that is no UTF-8.
  public struct Problem: Error, Sendable {
    /// From 1.
    public let line: Int
    public let reason = "this is not UTF-8 text"
  }

  /// Returns the lines without their ends, and without the byte-order mark that editors of Windows
  /// put in front.
  public static func read(_ bytes: [UInt8]) throws(Problem) -> [Substring.UnicodeScalarView] {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let place = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
      throw Problem(line: (place ?? 0) + 1)
    }
    return Substring(text).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.last == "\r" ? $0.dropLast() : $0 }
  }
}
