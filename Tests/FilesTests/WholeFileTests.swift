import Files
import Foundation
import Synchronization
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

  /// What killed runs have left goes; what a running one writes stays, as does what is not ours.
  @Test func leftoversAreCleaned() throws {
    let others = [".sqz-tui-1-0.part~", ".sqz-tui.part", "sqz-tui-1-0.part", ".a.csv.12.part"]
    for name in others + [".sqz-tui-\(getpid())-0.part", ".sqz-tui-1-7.part"] {
      try folder.write("half".utf8, name)
    }
    let running = try FileHandle(forReadingFrom: folder.url.appending(path: ".sqz-tui-1-7.part"))
    flock(running.fileDescriptor, LOCK_EX)
    try FileManager.default.createDirectory(
      atPath: folder.path(".sqz-tui-1-8.part"), withIntermediateDirectories: false)
    try WholeFile.write(Array("whole".utf8), to: path.asPath, replacing: false)
    #expect(FileManager.default.contents(atPath: path) == Data("whole".utf8))
    #expect(
      folder.names
        == Set(others + ["a.csv", ".sqz-tui-1-7.part", ".sqz-tui-1-8.part"]))
    try running.close()
    try WholeFile.write([], to: path.asPath, replacing: true)
    #expect(!folder.names.contains(".sqz-tui-1-7.part"))
  }

  /// Made by somebody else after it was looked for: `isStopped` is asked between.
  @Test func whatOthersMakeMeanwhileIsKept() throws {
    #expect(throws: SystemError(code: EEXIST)) {
      try WholeFile.write([1], to: path.asPath, replacing: false) {
        _ = FileManager.default.createFile(atPath: path, contents: Data("theirs".utf8))
        return false
      }
    }
    #expect(FileManager.default.contents(atPath: path) == Data("theirs".utf8))
    #expect(folder.names == ["a.csv"])
  }

  @Test(arguments: [0o600, 0o640, 0o444, 0o755, 0o4711]) func theModeStays(_ mode: Int) throws {
    try folder.write([1], "a.csv")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    try WholeFile.write([2], to: path.asPath, replacing: true)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == mode)
    #expect(FileManager.default.contents(atPath: path) == Data([2]))
  }

  @Test(.enabled(if: geteuid() == 0, "only root may give files away")) func theOwnerStays() throws {
    try folder.write([1], "a.csv")
    #expect(chown(path, 12, 34) == 0)
    try WholeFile.write([2], to: path.asPath, replacing: true)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.ownerAccountID] as? Int == 12)
    #expect(attributes[.groupOwnerAccountID] as? Int == 34)
  }

  /// Through two links, one of them relative, into another folder, where there may be nothing yet.
  @Test(arguments: [true, false]) func linksStayAndTheirTargetIsWritten(_ isThere: Bool) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path("b"), withIntermediateDirectories: false)
    if isThere { try folder.write([1], "b/c") }
    try manager.createSymbolicLink(atPath: folder.path("b/link"), withDestinationPath: "c")
    try manager.createSymbolicLink(atPath: path, withDestinationPath: folder.path("b/link"))
    try WholeFile.write([2], to: path.asPath, replacing: true)
    #expect(try manager.destinationOfSymbolicLink(atPath: path) == folder.path("b/link"))
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("b/link")) == "c")
    #expect(try folder.read("b/c") == Data([2]))
    #expect(folder.names == ["a.csv", "b"])
    #expect(try manager.contentsOfDirectory(atPath: folder.path("b")).sorted() == ["c", "link"])
  }

  @Test func linksInACircleAreRefused() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
    #expect(throws: SystemError(code: ELOOP)) {
      try WholeFile.write([2], to: path.asPath, replacing: true)
    }
  }

  @Test func namesMayBeAsLongAsTheSystemAllows() throws {
    let name = String(repeating: "x", count: 255)
    for replacing in [false, true] {
      try WholeFile.write([2], to: folder.path(name).asPath, replacing: replacing)
    }
    #expect(folder.names == [name])
  }

  /// Written into, whether or not something is to be replaced.
  @Test(arguments: [true, false]) func pipesStayPipes(_ replacing: Bool) async throws {
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try WholeFile.write([1, 2, 3], to: path.asPath, replacing: replacing)
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(reader, &bytes, 10) == 3 && bytes.starts(with: [1, 2, 3]))
    #expect(mkfifo(path, 0o600) != 0 && folder.names == ["a.csv"])
    try WholeFile.write([1], to: "/dev/null", replacing: replacing)
  }

  /// More than a pipe holds, into one that does not wait.
  @Test func slowReadersGetEverything() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let reader = ends[0]
    let received = Mutex<[UInt8]>([])
    let thread = Thread {
      var part = [UInt8](repeating: 0, count: 50_000)
      while case let count = read(reader, &part, part.count), count > 0 {
        usleep(20_000)
        received.withLock { $0 += part[..<count] }
      }
      received.withLock { $0.append(0xFF) }
    }
    thread.start()
    try WholeFile.writeAll(bytes, to: ends[1])
    close(ends[1])
    while received.withLock({ $0.count }) <= bytes.count { usleep(1000) }
    #expect(received.withLock { $0 } == bytes + [0xFF])
    close(ends[0])
  }

  @Test func aDanglingLinkCountsAsThere() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path("nowhere"))
    #expect(throws: SystemError(code: EEXIST)) {
      try WholeFile.write([1], to: path.asPath, replacing: false)
    }
  }
}
