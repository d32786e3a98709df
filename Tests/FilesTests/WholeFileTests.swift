import Files
import Foundation
import TestSupport
import Testing

@Suite("Whole files")
struct WholeFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("a.csv") }

  init() throws { folder = try TemporaryFolder() }

  @Test func writesAndReplaces() throws {
    try WholeFile.write(Array("one".utf8), to: path.asPath, replacing: false)
    #expect(throws: SystemError(code: EEXIST)) {
      try WholeFile.write(Array("two".utf8), to: path.asPath, replacing: false)
    }
    #expect(FileManager.default.contents(atPath: path) == Data("one".utf8))
    try WholeFile.write(Array("three".utf8), to: path.asPath, replacing: true)
    #expect(FileManager.default.contents(atPath: path) == Data("three".utf8))
    #expect(folder.names == ["a.csv"])
  }

  @Test func leavesNothingBehindWhenItFails() throws {
    let missing = folder.path("missing/a.csv")
    #expect(throws: SystemError(code: ENOENT)) {
      try WholeFile.write([1], to: missing.asPath, replacing: true)
    }
    // A directory of that name: the last step fails, after the bytes were written.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: SystemError.self) { try WholeFile.write([1], to: path.asPath, replacing: true) }
    #expect(folder.names == ["a.csv"])
  }

  /// Asked for at every megabyte.
  @Test func whatIsStoppedLeavesNothing() throws {
    let bytes = [UInt8](repeating: 7, count: 5 << 20)
    var asked = 0
    #expect(throws: SystemError(code: ECANCELED)) {
      try WholeFile.write(bytes, to: path.asPath, replacing: false) {
        asked += 1
        return asked > 3
      }
    }
    #expect(folder.names.isEmpty && asked == 4)
    try WholeFile.write(bytes, to: path.asPath, replacing: false)
    #expect(FileManager.default.contents(atPath: path) == Data(bytes))
    #expect(throws: SystemError(code: ECANCELED)) {
      try WholeFile.write([1], to: path.asPath, replacing: true) { true }
    }
    #expect(FileManager.default.contents(atPath: path) == Data(bytes))
  }

  /// What a process that died had left under the same number does not stand in the way.
  @Test func leftoversAreReplaced() throws {
    try folder.write("half".utf8, ".sqz-tui.\(getpid()).part")
    try WholeFile.write(Array("whole".utf8), to: path.asPath, replacing: false)
    #expect(FileManager.default.contents(atPath: path) == Data("whole".utf8))
    #expect(folder.names == ["a.csv"])
  }

  @Test func aDanglingLinkCountsAsThere() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path("nowhere"))
    #expect(throws: SystemError(code: EEXIST)) {
      try WholeFile.write([1], to: path.asPath, replacing: false)
    }
  }
}
