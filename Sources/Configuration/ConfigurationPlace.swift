import Glibc

/// Where the configuration file is.
public enum ConfigurationPlace {
  /// `$XDG_CONFIG_HOME/sqz-tui/config.toml`, by default below `~/.config`. The XDG base directory
  /// specification wants relative paths to be ignored.
  ///
  /// - Returns: nil for somebody without a home.
  public static func standard(
    environment: (String) -> String? = ConfigurationPlace.variable
  ) -> String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/sqz-tui/config.toml"
    }
    return home(environment).map { $0 + "/.config/sqz-tui/config.toml" }
  }

  /// A file name as the configuration has it: `~/` is the home folder, a relative one starts where
  /// the configuration file is.
  static func expanded(
    _ name: String, besides path: String,
    environment: (String) -> String? = ConfigurationPlace.variable
  ) -> String {
    if name.hasPrefix("/") { return name }
    if name.hasPrefix("~/"), let home = home(environment) { return home + name.dropFirst() }
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  /// Of the environment; nil when it is not set or empty.
  public static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  private static func home(_ environment: (String) -> String?) -> String? {
    if let home = environment("HOME") { return home }
    guard let user = getpwuid(getuid()), let home = user.pointee.pw_dir else { return nil }
    return String(cString: home)
  }
}
