import Files
import Foundation
import TestSupport
import Testing

@Suite("Paths") struct PathTests {
  private let latin1 = Path(bytes: Array("caf".utf8) + [0xE9] + Array(".png".utf8))

  /// Nothing but the shown text has another byte in it.
  @Test func bytesThatAreNoTextAreKept() throws {
    #expect(latin1.description == "caf\u{FFFD}.png")
    let folder = try TemporaryFolder()
    let path = folder.url.path.asPath.appending(latin1)
    #expect(path.name == latin1 && path.folder == folder.url.path.asPath)
    try WholeFile.write([1, 2], to: path, replacing: false)
    #expect(try WholeFile.read(path, limit: 10) == [1, 2])
    #expect(throws: SystemError(code: ENOENT)) {
      try WholeFile.read(Path(path.description), limit: 10)
    }
  }

  @Test(arguments: [
    ("a", ".", "a"), ("/a", "/", "a"), ("b/a", "b", "a"), ("/b//a/", "/b//a", "a"),
    ("", ".", ""), ("/", "/", "/"),
  ])
  func partsOfAPath(_ path: Path, _ folder: Path, _ name: Path) {
    #expect(path.folder == folder && path.name == name)
  }

  @Test func partsAreBytesNotCharacters() {
    // A slash and an accent would be one character.
    #expect(("a/\u{301}b" as Path).name == "\u{301}b")
    #expect(("é" as Path) != "e\u{301}")
    #expect(("/" as Path).appending("a") == "/a" && ("b" as Path).appending("a") == "b/a")
  }

  /// No file's name holds a zero: its beginning is another file's.
  @Test func aZeroNamesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], "a")
    #expect(throws: SystemError(code: ENOENT)) {
      try WholeFile.read("\(folder.path("a"))\0b", limit: 10)
    }
  }
}
