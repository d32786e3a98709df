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

  /// Defaults read as one would type them.
  @Test func defaultsAreNoSwiftValues() throws {
    let run = try CommandFolder().run("--experimental-dump-help")
    let defaults = run.text.matches(of: /"defaultValue" : "([^"]*)"/).map { String($0.1) }
    #expect(defaults.contains("0.6") && defaults.contains("text"))
    for value in defaults {
      #expect(value.wholeMatch(of: /[-a-z0-9.]*/) != nil, "\(value)")
    }
    let help = try CommandFolder().run("export", "map", "--help").text
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("over all channels. (default: 0)"))
    #expect(help.contains("JPEG, PNG, WebP, HEIC or AVIF"))
  }
}
