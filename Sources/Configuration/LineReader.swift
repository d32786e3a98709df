/// Reads one line of `KeyValueText` from left to right.
struct LineReader {
  typealias Value = KeyValueText.Value

  private var rest: Substring.UnicodeScalarView
  private let number: Int

  init(_ line: String.UnicodeScalarView.SubSequence, number: Int) {
    rest = line
    self.number = number
  }

  /// Nil for an empty line and for one that is all comment.
  mutating func entry() throws(ConfigurationProblem) -> (String, Value)? {
    skipSpace()
    if try atEnd() { return nil }
    if rest.first == "[" { throw problem("tables like [this] are not used: write key = value") }
    let key = String(take(while: Self.isKey))
    guard !key.isEmpty else { throw problem("a key belongs here, as in threads = 2") }
    skipSpace()
    if rest.first == "." { throw problem("keys with dots are not used: write key = value") }
    guard rest.first == "=" else { throw problem("a = belongs after \(key), as in threads = 2") }
    rest.removeFirst()
    skipSpace()
    let value = try value(of: key)
    skipSpace()
    guard try atEnd() else {
      throw problem("\(key): something follows the value; a comment begins with #")
    }
    return (key, value)
  }

  private mutating func value(of key: String) throws(ConfigurationProblem) -> Value {
    switch rest.first {
    case "\"": return .string(try basicString(key))
    case "'": return .string(try literalString(key))
    case nil, "#": throw problem("\(key): a value belongs after the =")
    default:
      let word = String(take { !Self.isSpace($0) && $0 != "#" })
      switch word {
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default:
        guard let value = Self.number(word) else {
          throw problem(
            "\(key): \(word) is no number, true or false; text stands in quotes, as in \"\(word)\"")
        }
        return value
      }
    }
  }

  private mutating func literalString(_ key: String) throws(ConfigurationProblem) -> String {
    rest.removeFirst()
    let text = take { $0 != "'" && Self.isText($0) }
    guard rest.first == "'" else { throw problem("\(key): the closing ' is missing") }
    rest.removeFirst()
    try refuseLongString(text.isEmpty, "'", key)
    return String(text)
  }

  private mutating func basicString(_ key: String) throws(ConfigurationProblem) -> String {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.first, scalar != "\"" {
      guard Self.isText(scalar) else { throw problem("\(key): a control character in the text") }
      rest.removeFirst()
      text.append(scalar == "\\" ? try escaped(key) : scalar)
    }
    guard !rest.isEmpty else { throw problem("\(key): the closing \" is missing") }
    rest.removeFirst()
    try refuseLongString(text.isEmpty, "\"", key)
    return String(text)
  }

  private func refuseLongString(_ isEmpty: Bool, _ quote: Unicode.Scalar, _ key: String)
    throws(ConfigurationProblem)
  {
    guard isEmpty, rest.first == quote else { return }
    throw problem("\(key): text of several lines is not used")
  }

  private mutating func escaped(_ key: String) throws(ConfigurationProblem) -> Unicode.Scalar {
    let letter = rest.popFirst()
    switch letter {
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "\"", "\\": return letter ?? "\\"
    case "u", "U":
      let count = letter == "u" ? 4 : 8
      let digits = String(rest.prefix(count))
      guard digits.unicodeScalars.count == count, digits.allSatisfy(\.isHexDigit),
        digits.utf8.count == count, let code = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(code)
      else {
        throw problem("\(key): \\\(count == 4 ? "u" : "U") wants \(count) hexadecimal digits")
      }
      rest.removeFirst(count)
      return scalar
    default: throw problem("\(key): write \\\\ for a backslash, or put the text in ' '")
    }
  }

  /// Decimal integers and floats as TOML has them; nil for anything else.
  private static func number(_ word: String) -> Value? {
    if word.wholeMatch(of: /[+-]?(0|[1-9](_?[0-9])*)/) != nil {
      return Int(word.replacing("_", with: "")).map { .integer($0) }
    }
    let float = /[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?/
    guard word.wholeMatch(of: float) != nil, let value = Double(word.replacing("_", with: "")),
      value.isFinite
    else { return nil }
    return .number(value)
  }

  /// Returns true when nothing is left but a comment.
  private func atEnd() throws(ConfigurationProblem) -> Bool {
    guard let first = rest.first else { return true }
    guard first == "#" else { return false }
    guard rest.allSatisfy(Self.isText) else { throw problem("a control character in the comment") }
    return true
  }

  private mutating func skipSpace() { rest = rest.drop(while: Self.isSpace) }

  private mutating func take(while belongs: (Unicode.Scalar) -> Bool)
    -> Substring.UnicodeScalarView
  {
    let taken = rest.prefix(while: belongs)
    rest.removeFirst(taken.count)
    return taken
  }

  private func problem(_ reason: String) -> ConfigurationProblem {
    ConfigurationProblem(line: number, reason)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private static func isKey(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// Everything but control characters; a tab is none.
  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F)
  }
}
