import Files

/// The place of the configuration file.
public enum ConfigurationPlace {
  /// `$XDG_CONFIG_HOME/sqz-tui/config.toml`, by default below `~/.config`.
  ///
  /// - Returns: nil for a user without a home.
  public static func standard(
    environment: (String) -> Path? = UserFolders.variable
  ) -> Path? {
    UserFolders.configuration(environment: environment)?.appending("sqz-tui/config.toml")
  }

  /// A file name as the configuration has it: `~/` is the home folder, a relative one starts where
  /// the configuration file is.
  static func expanded(
    _ name: Path, besides path: Path, environment: (String) -> Path? = UserFolders.variable
  ) -> Path {
    let expanded = UserFolders.expanded(name, environment: environment)
    guard expanded == name, !name.isAbsolute, path.folder != "." else { return expanded }
    return path.folder.appending(name)
  }
}
