import SqueezeNet

/// What holds, setting by setting, and who said so: options come before the environment, the
/// environment before the file, the file before the defaults.
///
/// Of the environment only what somebody wants counts here, which is NO_COLOR. What it tells about
/// the terminal (COLORTERM, COLORFGBG, TERM, the locale) is what `auto` goes by.
public struct Settled: Sendable {
  public enum Source: Sendable, Hashable {
    case option
    /// `NAME=value`.
    case environment(String)
    case file(path: String, line: Int)
    /// Nobody said anything.
    case fallback
  }

  /// Nil where nobody said anything, or whoever comes first said `auto`.
  public let preferences: Preferences
  private let sources: [Setting: Source]

  /// - Parameters:
  ///   - options: What the command line says.
  ///   - automatic: Settings that it sets to `auto`.
  public init(
    options: Preferences = Preferences(), automatic: Set<Setting> = [], file: ConfigurationFile,
    environment: (String) -> String? = ConfigurationPlace.variable
  ) {
    var sources: [Setting: Source] = [:]
    var below = file.preferences
    for (setting, line) in file.lines {
      sources[setting] = .file(path: file.path ?? "", line: line)
    }
    // A weights file says itself which architecture it is of.
    if options.weights != nil, options.model == nil {
      below.model = nil
      sources[.model] = nil
    }
    if let value = environment("NO_COLOR"), !value.isEmpty {
      below.colors = ColorCount.none
      sources[.colors] = .environment("NO_COLOR=\(value)")
    }
    for setting in Setting.allCases
    where options.text(setting) != nil || automatic.contains(setting) {
      sources[setting] = .option
    }
    if automatic.contains(.colors) { below.colors = nil }
    if automatic.contains(.background) { below.background = nil }
    if automatic.contains(.glyphs) { below.glyphs = nil }
    self.sources = sources
    preferences = options.filled(from: below)
  }

  public func source(of setting: Setting) -> Source { sources[setting] ?? .fallback }

  /// `PATH:LINE: key`, what messages begin with; nil for what is not of the file.
  public func place(of setting: Setting) -> String? {
    guard case .file(let path, let line) = source(of: setting) else { return nil }
    return "\(path):\(line): \(setting.rawValue)"
  }
}

extension Preferences {
  /// What is not said here is as it is there.
  func filled(from other: Preferences) -> Preferences {
    var all = self
    all.model = model ?? other.model
    all.weights = weights ?? other.weights
    all.geometry = geometry ?? other.geometry
    all.size = size ?? other.size
    all.threads = threads ?? other.threads
    all.top = top ?? other.top
    all.runs = runs ?? other.runs
    all.view = view ?? other.view
    all.colormap = colormap ?? other.colormap
    all.colors = colors ?? other.colors
    all.background = background ?? other.background
    all.glyphs = glyphs ?? other.glyphs
    all.mouse = mouse ?? other.mouse
    all.slowMotion = slowMotion ?? other.slowMotion
    return all
  }
}
