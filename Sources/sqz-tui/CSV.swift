/// Comma-separated values as RFC 4180 has them: CRLF, quotes where they are needed.
struct CSV {
  private(set) var text = ""

  init(_ header: [String]) { add(header) }

  mutating func add(_ row: [String]) {
    text += row.map(Self.field).joined(separator: ",") + "\r\n"
  }

  private static func field(_ value: String) -> String {
    // Scalars, not characters: CR and LF together are one character.
    let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
    guard value.unicodeScalars.contains(where: special.contains) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
