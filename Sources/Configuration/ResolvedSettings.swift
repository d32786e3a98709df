import Files
import SqueezeNet

/// The values that hold and the source of each: options come before the environment, the
/// environment before the file, the file before the defaults.
///
/// Of the environment only wishes count here, which is NO_COLOR. `auto` goes by the rest, which
/// tells about the terminal (COLORTERM, COLORFGBG, TERM, the locale).
public struct ResolvedSettings: Sendable {
  public enum Source: Sendable, Hashable {
    case option
    /// `NAME=value`.
    case environment(String)
    case file(path: Path, line: Int)
    /// Nothing is said.
    case fallback
  }

  /// The value of the first source that says something, `auto` included.
  public private(set) var preferences: Preferences
  private var sources: [String: Source]

  /// - Parameter options: The preferences on the command line.
  public init(
    options: Preferences = Preferences(), file: ConfigurationFile,
    environment: (String) -> String? = { UserFolders.variable($0)?.description }
  ) {
    var preferences = file.preferences
    var sources = file.lines.mapValues { Source.file(path: file.path ?? "", line: $0) }
    // A weights file says itself what it is of; what is set is of another.
    let isInstalled = options[Settings.model].map { Architecture(named: $0) == nil } ?? false
    if options[Settings.weights] != nil || isInstalled {
      for key in [
        Settings.model.key, Settings.weights.key, Settings.labels.key, Settings.preprocess.key,
      ] {
        preferences.set(key, nil)
        sources[key] = nil
      }
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

  /// Returns the settings for another network: what was said of the present one is not of it.
  public func opening(model: String? = nil, weights: Path? = nil) -> ResolvedSettings {
    var other = self
    let own: [any SettingRow] = [Settings.labels, Settings.preprocess]
    let common: [any SettingRow] = [Settings.geometry, Settings.size]
    for setting in own + common.filter({ source(of: $0) == .option }) {
      other.preferences.set(setting.key, nil)
      other.sources[setting.key] = nil
    }
    other.preferences[Settings.model] = model
    other.preferences[Settings.weights] = weights
    for setting: any SettingRow in [Settings.model, Settings.weights] {
      other.sources[setting.key] = .option
    }
    return other
  }

  public func source(of setting: any SettingRow) -> Source { sources[setting.key] ?? .fallback }

  /// `PATH:LINE: key`, what messages begin with; nil for what is not of the file.
  public func place(of setting: any SettingRow) -> String? {
    guard case .file(let path, let line) = source(of: setting) else { return nil }
    return "\(path):\(line): \(setting.key)"
  }
}
