import Foundation
import Testing

/// Documentation/sqz-tui.1 is what the commands say. `make manual` writes it anew.
@Suite struct ManualPageTests {
  @Test func thePageHasTheCommands() throws {
    let folder = try CommandFolder()
    let run = try folder.run("--experimental-dump-help")
    #expect(run.status == 0)
    let page = try ManualPage(dump: run.output).text
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/sqz-tui.1").standardizedFileURL
    if ProcessInfo.processInfo.environment["SQZ_REWRITE_MANUAL"] != nil {
      try Data(page.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
  }
}
