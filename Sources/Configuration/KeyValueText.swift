import Files
import TextFormats

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
    let lines: [Substring.UnicodeScalarView]
    do throws(TextLines.Problem) {
      lines = try TextLines.read(bytes)
    } catch {
      throw ConfigurationProblem(line: error.line, error.reason)
    }
    var entries: [Entry] = []
    for (index, scalars) in lines.enumerated() {
      var line = LineReader(scalars, number: index + 1)
      guard let (key, value) = try line.entry() else { continue }
      if let earlier = entries.first(where: { $0.key == key }) {
        throw ConfigurationProblem(
          line: index + 1, "\(key) is set on line \(earlier.line) already: keep one of them")
      }
      entries.append(Entry(key: key, value: value, line: index + 1))
    }
    return entries
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
