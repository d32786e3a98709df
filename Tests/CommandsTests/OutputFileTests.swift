import Files
import Foundation
import Runs
import TestSupport
import Testing

@testable import Commands

@Suite("Output") struct OutputFileTests {
  /// What stands against a file is said before the work for it is done.
  @Test func problemsAreSeenEarly() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], "there")
    let link = { (name: String, target: String) in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(name), withDestinationPath: target)
    }
    try link("dangling", "missing/new")
    try link("new-link", "new")
    func problem(_ name: String, force: Bool) -> Int32? {
      OutputFile.problem(folder.path(name).asPath, force: force)?.code
    }
    for force in [false, true] {
      #expect(problem("new", force: force) == nil)
      #expect(problem("there", force: force) == (force ? nil : EEXIST))
      #expect(problem("new-link", force: force) == (force ? nil : EEXIST))
      #expect(problem("missing/new", force: force) == ENOENT)
      #expect(problem("there/new", force: force) == ENOTDIR)
      #expect(problem(".", force: force) == EISDIR)
    }
    #expect(problem("dangling", force: true) == ENOENT)
    #expect(OutputFile.problem("/dev/null", force: false) == nil)
  }

  /// Of several failures the first one's status ends the program.
  @Test func theFirstFailureCounts() throws {
    var failures = FailureList()
    try failures.end()
    failures.report(Failure(.noInput, "one of two failures of a test"))
    failures.report(Failure(.badData, "the other one"))
    let reported = #expect(throws: Reported.self) { try failures.end() }
    #expect(reported?.status == .noInput)
  }
}
