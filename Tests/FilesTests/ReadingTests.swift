import Files
import Foundation
import TestSupport
import Testing

@Suite("Reading of whole files") struct ReadingTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("a") }

  init() throws { folder = try TemporaryFolder() }

  /// Around the first buffer of 4096 bytes, too.
  @Test(arguments: [0, 1, 4095, 4096, 4097, 100_000])
  func allBytesUpToTheLimit(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try folder.write(bytes, "a")
    #expect(try WholeFile.read(path.asPath, limit: count) == bytes)
    guard count > 0 else { return }
    #expect(throws: SystemError(code: EFBIG)) { try WholeFile.read(path.asPath, limit: count - 1) }
  }

  /// The kernel's files have size 0, devices no end.
  @Test func filesWithoutASize() throws {
    #expect(try !WholeFile.read("/proc/self/status", limit: 1 << 20).isEmpty)
    #expect(throws: SystemError(code: EFBIG)) { try WholeFile.read("/dev/zero", limit: 10_000) }
    #expect(try WholeFile.read("/dev/null", limit: 0) == [])
  }

  @Test func whatCannotBeRead() {
    #expect(throws: SystemError(code: ENOENT)) { try WholeFile.read(path.asPath, limit: 10) }
    #expect(throws: SystemError(code: EISDIR)) {
      try WholeFile.read(folder.url.path.asPath, limit: 1 << 20)
    }
  }

  @Test func foldersAreMadeWithThoseAbove() throws {
    let deep = path + "/b/c"
    try UserFolders.make(deep.asPath)
    try UserFolders.make(deep.asPath)
    let mode = try FileManager.default.attributesOfItem(atPath: deep)[.posixPermissions] as? Int
    #expect(mode == 0o700)
    let file = deep + "/file"
    try Data().write(to: URL(filePath: file))
    let error = #expect(throws: FolderError.self) { try UserFolders.make("\(file)/x/y") }
    #expect(error?.reason == SystemError(code: ENOTDIR))
  }

  @Test(arguments: [
    (["HOME": "/h"], "/h/.config", "/h/.local/share"),
    (["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"], "/c", "/d"),
    // Relative paths do not count.
    (
      ["HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "d"], "/h/.config", "/h/.local/share"
    ),
  ])
  func foldersOfTheUser(_ variables: [String: Path], _ configuration: Path, _ data: Path) {
    #expect(UserFolders.configuration { variables[$0] } == configuration)
    #expect(UserFolders.data { variables[$0] } == data)
  }

  @Test func aTildeIsHome() {
    let expanded = { (path: Path) in UserFolders.expanded(path) { $0 == "HOME" ? "/h" : nil } }
    #expect(
      expanded("~/x.png") == "/h/x.png" && expanded("~") == "~" && expanded("a/~/b") == "a/~/b")
  }
}
