/// A JSON value whose object members keep their order.
public indirect enum JSONText: Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  /// In its own, shorter digits.
  case float(Float)
  case bool(Bool)
  case null
  case array([JSONText])
  case object([(String, JSONText)])

  public static func optional(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
  public static func optional(_ value: Int?) -> JSONText { value.map { .integer($0) } ?? .null }
  public static func optional(_ value: Bool?) -> JSONText { value.map { .bool($0) } ?? .null }
  public static func optional(_ value: String?) -> JSONText { value.map { .string($0) } ?? .null }

  public static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

  /// The meaning of what stands in the documents: 2 since indices begin at 0.
  public static let schema = 2

  /// Objects and arrays of the outer two levels on lines of their own, with a final line break; an
  /// object says its `schema` first.
  public var document: String { versioned.text(level: 0) + "\n" }

  /// Everything on lines of its own, members in the order of their names and whole numbers without
  /// a fraction, with a final line break: the form of documents that are lists of settings or files.
  public var sortedDocument: String { versioned.sortedText(level: 0) + "\n" }

  /// Everything on one line, without a line break.
  public var line: String { text(level: 2) }

  private var versioned: JSONText {
    guard case .object(let members) = self else { return self }
    return .object([("schema", .integer(Self.schema))] + members)
  }

  private func text(level: Int) -> String {
    switch self {
    case .array(let items):
      return Self.list("[", items.map { $0.text(level: level + 1) }, "]", level)
    case .object(let members):
      let items = members.map { Self.quoted($0) + ": " + $1.text(level: level + 1) }
      return Self.list("{", items, "}", level)
    default: return scalar
    }
  }

  private func sortedText(level: Int) -> String {
    switch self {
    case .array(let items):
      return Self.lines("[", items.map { $0.sortedText(level: level + 1) }, "]", level)
    case .object(let members):
      let items = members.sorted { $0.0 < $1.0 }.map {
        Self.quoted($0) + " : " + $1.sortedText(level: level + 1)
      }
      return Self.lines("{", items, "}", level)
    case .number, .float:
      let digits = scalar
      return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    default: return scalar
    }
  }

  private var scalar: String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .integer(let value): String(value)
    // JSON has neither NaN nor infinity.
    case .number(let value): value.isFinite ? value.description : "null"
    case .float(let value): value.isFinite ? value.description : "null"
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: "null"
    }
  }

  private static func list(_ open: String, _ items: [String], _ close: String, _ level: Int)
    -> String
  {
    guard level < 2, !items.isEmpty else {
      return open + items.joined(separator: ", ") + close
    }
    return lines(open, items, close, level)
  }

  private static func lines(_ open: String, _ items: [String], _ close: String, _ level: Int)
    -> String
  {
    let indent = String(repeating: "  ", count: level)
    return open + "\n" + items.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n"
      + indent + close
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
