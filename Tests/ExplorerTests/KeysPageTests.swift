import Explorer
import Foundation
import Testing

/// Documentation/Keys.md is what the table of commands says. `make keys` writes it anew.
@Suite struct KeysPageTests {
  static let head = """
    # Keys

    `?` shows those of the view in the explorer, too. `make keys` writes this page from the code.


    """

  @Test func thePageHasTheKeys() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/Keys.md").standardizedFileURL
    let page = Self.head + CommandTable.markdown()
    if ProcessInfo.processInfo.environment["SQZ_REWRITE_KEYS"] != nil {
      try Data(page.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
  }
}
