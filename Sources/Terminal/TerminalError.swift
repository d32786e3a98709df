/// The reason why the terminal cannot show the explorer. One line, that says what to do.
public enum TerminalError: Error, Hashable, CustomStringConvertible {
  /// Standard output, or whatever keys should come from, is not a terminal.
  case notATerminal
  case typeNotSet
  /// There is no terminfo entry.
  case unknownType(String)
  /// The terminal cannot place the cursor, as `dumb`.
  case incapableType(String)
  /// The system gave no event descriptor.
  case noEvents

  public var description: String {
    switch self {
    case .notATerminal: "there is no terminal to show the explorer on; add '| cat' for plain output"
    case .typeNotSet: "TERM is not set: \(Self.remedy)"
    case .unknownType(let type): "terminal type '\(type)' is unknown here: \(Self.remedy)"
    case .incapableType(let type):
      "terminal type '\(type)' cannot place the cursor: \(Self.remedy)"
    case .noEvents: "too many open files to start the explorer"
    }
  }

  private static let remedy = "set TERM=xterm-256color, or add '| cat' for plain output"
}
