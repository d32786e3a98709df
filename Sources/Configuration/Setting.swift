/// A setting with values of one type: a row of the table of settings, with everything about it.
public struct Setting<Value: Sendable>: SettingRow {
  public let key: String
  public let option: String
  public let heading: String?
  public let help: String
  public let values: String
  public let hasAuto: Bool
  /// The value that holds when nothing is set; nil with `auto`, and for nothing at all.
  public let fallback: Value?
  /// The line of the template where there is no fallback.
  private let example: KeyValueText.Value
  private let environment: (name: String, value: Value)?
  /// Returns nil for what the setting does not take, and for `auto`.
  let read: @Sendable (KeyValueText.Value) -> Value?
  let write: @Sendable (Value) -> KeyValueText.Value
  private let find: (@Sendable (Findings) -> Finding)?

  /// - Parameters:
  ///   - option: The option that says it, if that is not called like the key.
  ///   - heading: The heading in the template that it is the first under.
  ///   - values: The values that it takes, as one writes them, without `auto`.
  ///   - environment: A variable that stands for a value unless it is empty.
  ///   - found: Returns the value where nothing is set or `auto`; without it that is the fallback.
  init(
    _ key: String, option: String? = nil, heading: String? = nil, help: String, values: [String],
    hasAuto: Bool = false, fallback: Value? = nil,
    example: KeyValueText.Value = .auto, environment: (name: String, value: Value)? = nil,
    read: @escaping @Sendable (KeyValueText.Value) -> Value?,
    write: @escaping @Sendable (Value) -> KeyValueText.Value,
    found: (@Sendable (Findings) -> Finding)? = nil
  ) {
    self.key = key
    self.option = option ?? key
    self.heading = heading
    self.help = help
    let all = hasAuto ? values + [KeyValueText.Value.auto.literal] : values
    let first = all.dropLast().joined(separator: ", ")
    self.values = (first.isEmpty ? "" : first + " or ") + (all.last ?? "")
    self.hasAuto = hasAuto
    self.fallback = fallback
    self.example = example
    self.environment = environment
    self.read = read
    self.write = write
    find = found
  }

  public var template: KeyValueText.Value { fallback.map(write) ?? example }

  public func accepted(_ value: KeyValueText.Value) -> KeyValueText.Value? {
    hasAuto && value == .auto ? value : read(value).map(write)
  }

  public func said(by environment: (String) -> String?) -> (KeyValueText.Value, by: String)? {
    guard let (name, value) = self.environment, let text = environment(name), !text.isEmpty
    else { return nil }
    return (write(value), "\(name)=\(text)")
  }

  public func finding(in findings: Findings) -> Finding {
    find?(findings) ?? Finding(fallback.map { write($0).text })
  }
}

/// A setting with values of any type, as the table, the file and the template need it.
public protocol SettingRow: Sendable {
  var key: String { get }
  /// The name of the option that says it, without dashes.
  var option: String { get }
  /// The heading in the template that it is the first under.
  var heading: String? { get }
  /// The meaning, in one line.
  var help: String { get }
  /// The values that it takes, as one writes them.
  var values: String { get }
  /// True where `auto` is a value, which leaves the setting to the program.
  var hasAuto: Bool { get }
  /// The value in its line of the template.
  var template: KeyValueText.Value { get }
  /// Returns a value as it is kept, or nil for one that the setting does not take.
  func accepted(_ value: KeyValueText.Value) -> KeyValueText.Value?
  /// Returns what the environment wants, and the variable as `NAME=value`.
  func said(by environment: (String) -> String?) -> (KeyValueText.Value, by: String)?
  /// Returns what holds where nothing was said, or `auto`.
  func finding(in findings: Findings) -> Finding
}

extension Setting {
  /// One of some names; a name that is a number may stand without quotes.
  init(
    _ key: String, heading: String? = nil, help: String, names: [String], hasAuto: Bool,
    option: String? = nil, fallback: Value? = nil,
    environment: (name: String, value: Value)? = nil,
    value: @escaping @Sendable (String) -> Value?, name: @escaping @Sendable (Value) -> String,
    found: (@Sendable (Findings) -> Finding)? = nil
  ) {
    self.init(
      key, option: option, heading: heading, help: help,
      values: names.map { KeyValueText.Value.string($0).literal }, hasAuto: hasAuto,
      fallback: fallback, environment: environment,
      read: {
        switch $0 {
        case .string(let text): value(text)
        case .integer(let number): value("\(number)")
        case .number, .boolean, .path: nil
        }
      },
      write: { .string(name($0)) }, found: found)
  }
}

extension Setting where Value: RawRepresentable<String> & CaseIterable {
  /// One of the names of a type's cases.
  init(
    _ key: String, heading: String? = nil, help: String, option: String? = nil,
    hasAuto: Bool = true, fallback: Value? = nil,
    environment: (name: String, value: Value)? = nil,
    found: (@Sendable (Findings) -> Finding)? = nil
  ) {
    self.init(
      key, heading: heading, help: help, names: Value.allCases.map(\.rawValue), hasAuto: hasAuto,
      option: option, fallback: fallback, environment: environment,
      value: { Value(rawValue: $0) }, name: { $0.rawValue }, found: found)
  }
}

extension Setting<Int> {
  /// A count within limits.
  init(
    _ key: String, heading: String? = nil, help: String, limits: ClosedRange<Int>,
    hasAuto: Bool = false, fallback: Int? = nil,
    found: (@Sendable (Findings) -> Finding)? = nil
  ) {
    self.init(
      key, heading: heading, help: help,
      values: ["a number from \(limits.lowerBound) to \(limits.upperBound)"], hasAuto: hasAuto,
      fallback: fallback,
      read: { if case .integer(let number) = $0, limits.contains(number) { number } else { nil } },
      write: { .integer($0) }, found: found)
  }
}
