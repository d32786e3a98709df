import ArgumentParser
import Glibc
import Runs

/// The program: parses its arguments, runs the command that they name, and ends.
public enum Program {
  public static func run() {
    // A closed pipe and a file too large are reported by `write`, so that no half-written file
    // stays behind.
    for error in [SIGPIPE, SIGXFSZ] { signal(error, SIG_IGN) }
    // A file that is opened is not to become a standard stream that was closed. Writing to it goes
    // on to fail.
    for stream in 0...2 where fcntl(Int32(stream), F_GETFD) < 0 { _ = open("/dev/null", O_RDONLY) }
    do {
      var command = try SqzTui.parseAsRoot(RawArguments.escaped)
      try command.run()
    } catch let failure as Failure {
      end(with: failure)
    } catch let reported as Reported {
      exit(reported.status.rawValue)
    } catch is ClosedPipe {
      exit(0)
    } catch {
      end(parsing: error)
    }
  }

  private static func end(with failure: Failure) -> Never {
    failure.report()
    exit(failure.status.rawValue)
  }

  /// Help, version and completions are answers; everything else is a mistake in the arguments,
  /// told in one line.
  private static func end(parsing error: any Error) -> Never {
    guard SqzTui.exitCode(for: error) != .success else {
      do {
        try StandardOutput.write(SqzTui.fullMessage(for: error) + "\n")
        exit(0)
      } catch let failure as Failure {
        end(with: failure)
      } catch {
        exit(0)
      }
    }
    let message = SqzTui.message(for: error)
    let help =
      SqzTui.fullMessage(for: error).split(separator: "\n")
      .compactMap { $0.wholeMatch(of: /\s*See '(.*)' for more information\./)?.1 }
      .last.map(String.init) ?? "sqz-tui --help"
    // A list of values has a line for each.
    let line = message.replacing(/:\n\s*-\s/, with: ": ").replacing(/\n\s*-\s/, with: ", ")
    end(with: .usage(Failure.oneLine(line) + " (see '\(help)')"))
  }
}
