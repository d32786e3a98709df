import ArgumentParser
import Glibc
import Runs

/// Failures of some of several images: each is reported when it happens, the first one's status
/// ends the program.
struct FailureList {
  private var first: Failure?

  mutating func report(_ failure: Failure) {
    failure.report()
    if first == nil { first = failure }
  }

  /// - Throws: the first failure's status; its line has been printed.
  func end() throws {
    if let first { throw Reported(status: first.status) }
  }
}

/// A failure whose line is on standard error already.
struct Reported: Error {
  let status: Failure.Status
}

extension Failure {
  func report() { StandardError.tell(line) }
}
