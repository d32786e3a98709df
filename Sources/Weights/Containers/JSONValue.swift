/// A value of JSON, read without a description of what is expected.
enum JSONValue: Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Far more than a network's description has; each byte can become a value.
  static let sizeLimit = 2 << 20

  /// - Returns: nil for what is no JSON, or too much or too deep of it.
  init?(parsing bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.sizeLimit else { return nil }
    var parser = JSONParser(rest: Array(bytes)[...])
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipSpace()
    guard parser.rest.isEmpty else { return nil }
    self = value
  }

  /// Nil for what is no object, or has no such member.
  subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var int: Int? { number.flatMap { Int(exactly: $0) } }
  var list: [JSONValue]? { if case .list(let items) = self { items } else { nil } }
  /// Whole numbers: a list, or one alone.
  var ints: [Int]? {
    if let int { return [int] }
    let numbers = list?.compactMap(\.int)
    return numbers?.count == list?.count ? numbers : nil
  }
  /// Numbers, of lists inside lists, too.
  var numbers: [Double] { number.map { [$0] } ?? list?.flatMap(\.numbers) ?? [] }
}

private struct JSONParser {
  var rest: ArraySlice<UInt8>

  private static let depthLimit = 100

  mutating func skipSpace() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 9 }
  }

  private mutating func accept(_ word: String) -> Bool {
    skipSpace()
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  mutating func value(depth: Int) -> JSONValue? {
    guard depth < Self.depthLimit else { return nil }
    if accept("{") {
      var members: [String: JSONValue] = [:]
      if accept("}") { return .object(members) }
      repeat {
        guard accept("\""), let key = text(), accept(":"), let value = value(depth: depth + 1)
        else { return nil }
        members[key] = value
      } while accept(",")
      return accept("}") ? .object(members) : nil
    }
    if accept("[") {
      var items: [JSONValue] = []
      if accept("]") { return .list(items) }
      repeat {
        guard let value = value(depth: depth + 1) else { return nil }
        items.append(value)
      } while accept(",")
      return accept("]") ? .list(items) : nil
    }
    if accept("\"") { return text().map(JSONValue.text) }
    if accept("null") { return .null }
    if accept("true") { return .bool(true) }
    if accept("false") { return .bool(false) }
    let digits = rest.prefix { "+-.eE0123456789".utf8.contains($0) }
    rest = rest[digits.endIndex...]
    return Double(String(decoding: digits, as: UTF8.self)).map(JSONValue.number)
  }

  /// The rest of a text whose quote is behind us.
  private mutating func text() -> String? {
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "b"): bytes.append(8)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "u"):
          guard var units = unit().map({ [$0] }) else { return nil }
          if UTF16.isLeadSurrogate(units[0]), rest.starts(with: "\\u".utf8) {
            rest = rest.dropFirst(2)
            guard let second = unit() else { return nil }
            units.append(second)
          }
          bytes += Array(String(decoding: units, as: UTF16.self).utf8)
        default: bytes.append(escaped)
        }
      default: bytes.append(byte)
      }
    }
    return nil
  }

  private mutating func unit() -> UInt16? {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
