/// Values that are wanted in place of the defaults.
public struct Preferences: Sendable, Hashable {
  /// By key, as settings write them; `auto` where that was said.
  private(set) var said: [String: KeyValueText.Value] = [:]

  public init() {}

  /// Nil where nothing was said, or `auto`.
  public subscript<Value>(_ setting: Setting<Value>) -> Value? {
    get { said[setting.key].flatMap(setting.read) }
    set { said[setting.key] = newValue.map(setting.write) }
  }

  /// Says `auto`: what comes after these preferences does not count.
  public mutating func setAuto<Value>(_ setting: Setting<Value>) { said[setting.key] = .auto }

  /// Returns the value as the file would say it, without quotes; nil where nothing was said, or
  /// `auto`.
  public func text(_ setting: any SettingRow) -> String? {
    guard let value = said[setting.key], !(setting.hasAuto && value == .auto) else { return nil }
    return value.text
  }

  /// - Parameter value: One that the setting accepts; nil for nothing.
  mutating func set(_ key: String, _ value: KeyValueText.Value?) { said[key] = value }
}
