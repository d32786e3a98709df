import Foundation
import Testing

@testable import Explorer
@testable import Heatmaps

/// Whole screens as text, each in `Screens/NAME-WIDTHxHEIGHT.txt`. Maps in half blocks are colours
/// only; those in ASCII can be read.
///
///     SQZ_REWRITE_SCREENS=1 swift test --filter ExplorerTests.SnapshotTests
///
/// writes the files anew and fails: `git diff` shows what changed.
@Suite struct SnapshotTests {
  static let names = [
    "opening", "half-way", "running", "paused", "done", "measured", "untrained", "failed", "help",
    "export", "overwrite", "sheet", "small sheet", "pending sheet", "one map", "numbers",
    "small map", "filters", "small filters", "planes", "weights", "squeeze weights", "why",
    "small why", "against", "places", "measuring places", "small places", "channels",
    "small channels", "pending why", "classes", "on the photo", "patches", "small photo", "value",
    "small value", "pixel", "small pixel", "what if",
    "small what if", "menu", "palette", "once", "time", "kinds", "passes", "threads", "roofline",
    "small time", "small roofline", "activity", "small activity", "exports", "small exports",
    "small", "matrix", "small matrix", "too small", "blocks", "small blocks", "large blocks",
    "bypass", "lesson", "small lesson",
  ]

  static let source = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Screens")
  static let rewrites = ProcessInfo.processInfo.environment["SQZ_REWRITE_SCREENS"] != nil

  @Test(arguments: names) func screensAreAsTheyWereLookedAt(_ name: String) throws {
    let state = try SampleState.named(name)
    var lines = ExplorerView.draw(state).text
    while lines.last == "" { lines.removeLast() }
    let drawn = lines.joined(separator: "\n") + "\n"
    let file = Self.file(name, state.terminal.width, state.terminal.height)
    if Self.rewrites {
      try Data(drawn.utf8).write(to: Self.source.appending(path: file))
      Issue.record("\(file) is written anew, not compared")
    } else {
      let screens = try #require(Bundle.module.url(forResource: "Screens", withExtension: nil))
      let expected = try String(contentsOf: screens.appending(path: file), encoding: .utf8)
      #expect(drawn == expected)
    }
  }

  /// A screen that is no longer drawn leaves no file behind.
  @Test func everyFileIsCompared() throws {
    let expected = try Self.names.map { name in
      let terminal = try SampleState.named(name).terminal
      return Self.file(name, terminal.width, terminal.height)
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.source.path)
    #expect(files.sorted() == expected.sorted())
  }

  static func file(_ name: String, _ width: Int, _ height: Int) -> String {
    "\(name.replacing(" ", with: "-"))-\(width)x\(height).txt"
  }
}
