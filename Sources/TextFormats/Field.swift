/// A value of a report: a field of a CSV record, and a member of that name in JSON.
public struct Field: Sendable {
  let name: String
  let text: String
  let json: JSONText

  public init(_ name: String, text: String, json: JSONText) {
    (self.name, self.text, self.json) = (name, text, json)
  }

  public init(_ name: String, _ value: String?) {
    self.init(name, text: value ?? "", json: .optional(value))
  }

  public init(_ name: String, _ value: Int?) {
    self.init(name, text: value.map(String.init) ?? "", json: .optional(value))
  }

  public init(_ name: String, _ value: Bool?) {
    self.init(name, text: value.map { "\($0)" } ?? "", json: .optional(value))
  }

  /// In full precision in JSON.
  public init(_ name: String, _ value: Double?, decimals: Int) {
    let text = value.map { Numbers.fixed($0, decimals) } ?? ""
    self.init(name, text: text, json: .optional(value))
  }
}

extension [Field] {
  /// Returns a CSV record, empty in columns that have no value here.
  public func record(_ columns: [String]) -> String {
    CSVText.record(columns.map { column in first { $0.name == column }?.text ?? "" })
  }

  public var members: [(String, JSONText)] { map { ($0.name, $0.json) } }
  public var json: JSONText { .object(members) }
}
