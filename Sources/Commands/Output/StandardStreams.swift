import Files
import Glibc
import Runs

/// The reader of a pipe went away: the program ends quietly.
struct ClosedPipe: Error {}

enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// - Throws: `ClosedPipe`, or a `Failure` when there is no room.
  static func write(_ text: String) throws {
    try write(Array(text.utf8))
  }

  static func write(_ bytes: [UInt8]) throws {
    do throws(SystemError) {
      try WholeFile.writeAll(bytes, to: STDOUT_FILENO)
    } catch {
      if error.code == EPIPE { throw ClosedPipe() }
      throw Failure(.cannotCreate, "standard output: \(error.description)")
    }
  }
}

enum StandardError {
  /// Tells something in one line under the program's name.
  static func tell(_ text: String) {
    write(line: "sqz-tui: \(RawArguments.shown(Failure.oneLine(text)))")
  }

  static func write(line: String) {
    // Nothing is left to tell it to when this fails.
    try? WholeFile.writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
  }
}
