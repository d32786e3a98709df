import Glibc

/// The folders of the user: home, and those of the XDG base directory specification, which wants
/// relative paths in its variables to be ignored.
public enum UserFolders {
  /// Returns nil for a user without a home.
  public static func home(environment: (String) -> Path? = variable) -> Path? {
    if let home = environment("HOME") { return home }
    guard let user = getpwuid(getuid()), let home = user.pointee.pw_dir else { return nil }
    return Path(cString: home)
  }

  /// `$XDG_CONFIG_HOME`, by default `~/.config`.
  public static func configuration(environment: (String) -> Path? = variable) -> Path? {
    folder("XDG_CONFIG_HOME", ".config", environment)
  }

  /// `$XDG_DATA_HOME`, by default `~/.local/share`.
  public static func data(environment: (String) -> Path? = variable) -> Path? {
    folder("XDG_DATA_HOME", ".local/share", environment)
  }

  /// Puts the home folder in the place of a leading `~`, as a shell does.
  public static func expanded(
    _ path: Path, environment: (String) -> Path? = variable
  ) -> Path {
    guard path.bytes.starts(with: "~/".utf8), let home = home(environment: environment) else {
      return path
    }
    return home.appending(Path(bytes: path.bytes.dropFirst(2)))
  }

  /// A variable of the environment, as bytes like a path; nil when it is not set or empty.
  public static func variable(_ name: String) -> Path? {
    guard let value = getenv(name).map({ Path(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// Makes a folder and those above it, for their owner alone as XDG asks.
  public static func make(_ path: Path) throws(FolderError) {
    guard mkdir(path.cString, 0o700) != 0, errno != EEXIST else { return }
    let failure = errno
    guard failure == ENOENT, path.folder != path, path.folder != "." else {
      throw FolderError(path: path, reason: SystemError(code: failure))
    }
    try make(path.folder)
    guard mkdir(path.cString, 0o700) == 0 || errno == EEXIST else {
      throw FolderError(path: path, reason: SystemError(code: errno))
    }
  }

  private static func folder(
    _ name: String, _ usual: Path, _ environment: (String) -> Path?
  ) -> Path? {
    if let folder = environment(name), folder.isAbsolute { return folder }
    return home(environment: environment).map { $0.appending(usual) }
  }
}

/// The folder that could not be made, which may be one above the folder that was asked for.
public struct FolderError: Error {
  public let path: Path
  public let reason: SystemError
}
