import Files

/// What holds, setting by setting, and who said so: options come before the environment, the
/// environment before the file, the file before the defaults.
///
/// Of the environment only what somebody wants counts here, which is NO_COLOR. What it tells about
/// the terminal (COLORTERM, COLORFGBG, TERM, the locale) is what `auto` goes by.
public struct ResolvedSettings: Sendable {
  public enum Source: Sendable, Hashable {
    case option
    /// `NAME=value`.
    case environment(String)
    case file(path: String, line: Int)
    /// Nobody said anything.
    case fallback
  }

  /// What whoever comes first said; `auto` counts.
  public let preferences: Preferences
  private let sources: [String: Source]

  /// - Parameter options: What the command line says.
  public init(
    options: Preferences = Preferences(), file: ConfigurationFile,
    environment: (String) -> String? = UserFolders.variable
  ) {
    var preferences = file.preferences
    var sources = file.lines.mapValues { Source.file(path: file.path ?? "", line: $0) }
    // A weights file says itself which architecture it is of.
    if options[Settings.weights] != nil {
      preferences[Settings.model] = nil
      sources[Settings.model.key] = nil
    }
    for setting in file.settings {
      guard let (value, variable) = setting.said(by: environment) else { continue }
      preferences.set(setting.key, value)
      sources[setting.key] = .environment(variable)
    }
    for (key, value) in options.said {
      preferences.set(key, value)
      sources[key] = .option
    }
    self.preferences = preferences
    self.sources = sources
  }

  public func source(of setting: any SettingRow) -> Source { sources[setting.key] ?? .fallback }

  /// `PATH:LINE: key`, what messages begin with; nil for what is not of the file.
  public func place(of setting: any SettingRow) -> String? {
    guard case .file(let path, let line) = source(of: setting) else { return nil }
    return "\(path):\(line): \(setting.key)"
  }
}
