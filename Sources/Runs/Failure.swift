import TextFormats

/// The end of a command: the exit status and one line that says what, where and what to do.
public struct Failure: Error {
  /// As in sysexits.h.
  public enum Status: Int32, Sendable {
    case usage = 64
    case badData = 65
    case noInput = 66
    case system = 71
    case cannotCreate = 73
    /// Ctrl-C ended it: 128 + SIGINT, as shells say it.
    case interrupted = 130
  }

  public let status: Status
  /// Without the program's name.
  public let line: String

  public init(_ status: Status, _ line: String) {
    self.status = status
    self.line = Self.oneLine(line)
  }

  public static func usage(_ line: String) -> Failure { Failure(.usage, line) }

  /// - Parameter code: Exit status that a module gave its error.
  public init(code: Int32, _ line: String) {
    self.init(Status(rawValue: code) ?? .badData, line)
  }

  /// Any error as one line.
  public static func line(of error: any Error) -> String {
    (error as? Failure)?.line ?? oneLine("\(error)")
  }

  /// File names may hold anything, line breaks and escape sequences included.
  public static func oneLine(_ text: String) -> String {
    var line = ""
    for character in text {
      if character.isNewline {
        if line.last != " " { line.append(" ") }
      } else {
        line.append(character)
      }
    }
    return line.shown
  }
}
