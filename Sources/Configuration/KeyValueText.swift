import Files

/// The part of TOML that the configuration is written in: comments and lines `key = value`, where a
/// value is a string on one line, a number, `true` or `false`. What is read here is TOML with the
/// same meaning; tables, arrays, dates and strings of several lines are refused.
///
/// Own code because messages name lines, and the TOML packages for Swift give values without them.
public enum KeyValueText {
  public enum Value: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// A string that a setting has taken for the name of a file.
    case path(Path)

    /// Leaves a setting to the program.
    static let auto = Value.string("auto")

    /// The value without quotes.
    var text: String {
      switch self {
      case .string(let text): text
      case .integer(let number): "\(number)"
      case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
      case .boolean(let value): "\(value)"
      case .path(let path): path.description
      }
    }

    /// The value as a line has it. Strings are taken as they are: they have no quotes inside.
    var literal: String { if case .string(let text) = self { "\"\(text)\"" } else { text } }
  }

  public struct Entry: Sendable, Hashable {
    public let key: String
    public let value: Value
    /// From 1.
    public let line: Int
  }

  /// - Throws: for the first line that cannot be read.
  public static func entries(_ bytes: [UInt8]) throws(ConfigurationProblem) -> [Entry] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationProblem(line: line(ofInvalidUTF8In: bytes), "this is not UTF-8 text")
    }
    var entries: [Entry] = []
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, scalars) in lines.enumerated() {
      var line = LineReader(scalars.last == "\r" ? scalars.dropLast() : scalars, number: index + 1)
      guard let (key, value) = try line.entry() else { continue }
      if let earlier = entries.first(where: { $0.key == key }) {
        throw ConfigurationProblem(
          line: index + 1, "\(key) is set on line \(earlier.line) already: keep one of them")
      }
      entries.append(Entry(key: key, value: value, line: index + 1))
    }
    return entries
  }

  private static func line(ofInvalidUTF8In bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let place = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (place ?? 0) + 1
  }
}

/// A line that cannot be read, and why.
public struct ConfigurationProblem: Error, Sendable, Hashable {
  /// From 1.
  public let line: Int
  public let reason: String

  init(line: Int, _ reason: String) {
    self.line = line
    self.reason = reason
  }
}
