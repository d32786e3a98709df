import Glibc

/// The folders of the user: home, and those of the XDG base directory specification, which wants
/// relative paths in its variables to be ignored.
public enum UserFolders {
  /// Returns nil for a user without a home.
  public static func home(environment: (String) -> String? = variable) -> String? {
    if let home = environment("HOME") { return home }
    guard let user = getpwuid(getuid()), let home = user.pointee.pw_dir else { return nil }
    return String(cString: home)
  }

  /// `$XDG_CONFIG_HOME`, by default `~/.config`.
  public static func configuration(environment: (String) -> String? = variable) -> String? {
    folder("XDG_CONFIG_HOME", "/.config", environment)
  }

  /// `$XDG_DATA_HOME`, by default `~/.local/share`.
  public static func data(environment: (String) -> String? = variable) -> String? {
    folder("XDG_DATA_HOME", "/.local/share", environment)
  }

  /// Puts the home folder in the place of a leading `~`, as a shell does.
  public static func expanded(
    _ path: String, environment: (String) -> String? = variable
  ) -> String {
    guard path.hasPrefix("~/"), let home = home(environment: environment) else { return path }
    return home + path.dropFirst()
  }

  /// A variable of the environment; nil when it is not set or empty.
  public static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// Makes a folder and those above it, for their owner alone as XDG asks.
  public static func make(_ path: String) throws(FolderError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    let failure = errno
    guard failure == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw FolderError(path: path, reason: SystemError(code: failure))
    }
    try make(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw FolderError(path: path, reason: SystemError(code: errno))
    }
  }

  private static func folder(
    _ name: String, _ usual: String, _ environment: (String) -> String?
  ) -> String? {
    if let folder = environment(name), folder.hasPrefix("/") { return folder }
    return home(environment: environment).map { $0 + usual }
  }
}

/// The folder that could not be made, which may be one above the folder that was asked for.
public struct FolderError: Error {
  public let path: String
  public let reason: SystemError
}
