import Files

/// The place of the configuration file.
public enum ConfigurationPlace {
  /// `$XDG_CONFIG_HOME/sqz-tui/config.toml`, by default below `~/.config`.
  ///
  /// - Returns: nil for a user without a home.
  public static func standard(
    environment: (String) -> String? = UserFolders.variable
  ) -> String? {
    UserFolders.configuration(environment: environment).map { $0 + "/sqz-tui/config.toml" }
  }

  /// A file name as the configuration has it: `~/` is the home folder, a relative one starts where
  /// the configuration file is.
  static func expanded(
    _ name: String, besides path: String,
    environment: (String) -> String? = UserFolders.variable
  ) -> String {
    let expanded = UserFolders.expanded(name, environment: environment)
    guard expanded == name, !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else {
      return expanded
    }
    return path[...slash] + name
  }
}
