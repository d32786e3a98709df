import Glibc
import Testing

/// Terminals and environments of all kinds.
@Suite(.serialized) struct PTYTerminalTests {
  @Test(arguments: [
    (nil, "TERM is not set"), ("", "TERM is not set"), ("odd", "terminal type 'odd' is unknown"),
    ("dumb", "terminal type 'dumb' cannot place the cursor"),
  ])
  func aTerminalThatCannotBeUsedIsOneLine(_ type: String?, _ message: String) throws {
    let explorer = try PTYExplorer(width: 200, environment: ["TERM": type])
    #expect(try explorer.process.end() == .exited(64))
    let lines = explorer.process.screen.lines.filter { !$0.isEmpty }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("sqz-tui: \(message)") == true)
    #expect(lines.first?.contains("TERM=xterm-256color") == true)
    #expect(explorer.process.screen.timesLeft == 0)
    #expect(explorer.process.settings() == explorer.settingsBefore)
  }

  @Test func anImageThatIsMissingIsOneLine() throws {
    let explorer = try PTYExplorer(image: "missing.png")
    #expect(try explorer.process.end() == .exited(66))
    let lines = explorer.process.screen.lines.filter { !$0.isEmpty }
    #expect(lines == ["sqz-tui: missing.png: no such file"])
    #expect(explorer.process.screen.timesLeft == 0)
  }

  @Test(arguments: ["xterm", "linux", "vt100", "screen-256color", "xterm-unheard-of"])
  func everyTerminalShowsTheTable(_ type: String) throws {
    let explorer = try PTYExplorer(environment: ["TERM": type])
    try explorer.waitForPass()
    let screen = explorer.process.screen
    #expect(screen.unknown.isEmpty)
    let palette = screen.renditions.contains { $0.contains("38;5;") }
    #expect(palette == (type == "screen-256color" || type == "xterm-unheard-of"))
    if type == "vt100" { #expect(!usesColor(screen)) }
    if type == "linux" || type == "xterm" { #expect(usesColor(screen)) }
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
    #expect(explorer.process.settings() == explorer.settingsBefore)
  }

  @Test func noColorMeansNone() throws {
    let explorer = try PTYExplorer(environment: ["NO_COLOR": "1"])
    try explorer.waitForPass()
    #expect(!usesColor(explorer.process.screen))
    let empty = try PTYExplorer(environment: ["NO_COLOR": ""])
    try empty.waitForPass()
    #expect(usesColor(empty.process.screen))
  }

  @Test func withoutUTF8EveryByteIsASCII() throws {
    let explorer = try PTYExplorer(environment: ["LC_ALL": "C"])
    try explorer.waitForPass()
    #expect(explorer.process.output.allSatisfy { $0 < 0x80 })
    #expect(explorer.process.screen.lines[0].contains("gradient.png 12x8"))
  }

  /// A terminal that takes no more for a while, also one whose writes never wait, gets every line.
  @Test(arguments: ["xterm-256color", "xterm"], [false, true])
  func aSlowTerminalIsSentEverything(_ type: String, _ isNonBlocking: Bool) throws {
    let explorer = try PTYExplorer(
      width: 220, height: 100, environment: ["TERM": type], isNonBlocking: isNonBlocking)
    try explorer.waitForPass()
    for _ in 0..<5 { explorer.process.type("\u{0C}") }
    usleep(200_000)
    explorer.process.settle()
    let before = explorer.process.screen.textWithoutMaps
    #expect(PTYExplorer.isDone(explorer.process.screen) && before.contains("quit"))
    explorer.process.type("?")
    usleep(200_000)
    try explorer.process.wait("help") { $0.lines[0].contains("Keys") }
    explorer.process.type("\u{1B}")
    usleep(200_000)
    explorer.process.settle()
    #expect(explorer.process.screen.textWithoutMaps == before)
  }

  /// Text from outside: what joins, what is wide, what would turn the line. With 256 colours, by
  /// ncurses, and without UTF-8.
  @Test(arguments: [
    ("xterm-256color", "C.UTF-8", "Málaga 写真 a?b.png 12×8"),
    ("xterm", "C.UTF-8", "Málaga 写真 a?b.png 12×8"), ("xterm", "C", "M?laga ?? a?b.png 12x8"),
  ])
  func aNameIsShownAsItReads(_ type: String, _ locale: String, _ shown: String) throws {
    let name = "Ma\u{301}laga 写真 a\u{202E}b.png"
    let explorer = try PTYExplorer(
      script: "cp \"$1\" '\(name)' && exec \"$0\" '\(name)'",
      width: 120,
      environment: ["TERM": type, "LC_ALL": locale])
    try explorer.waitForPass()
    #expect(explorer.process.screen.lines[0].dropFirst().hasPrefix(shown))
  }

  @Test func aLocaleThatIsNotInstalledStillMeansUTF8() throws {
    let explorer = try PTYExplorer(environment: ["LC_ALL": "tlh_QO.UTF-8"])
    try explorer.waitForPass()
    #expect(explorer.process.screen.lines[0].contains("gradient.png 12×8"))
  }

  /// Foreground or background colours: 30–38, 40–48, 90–107.
  private func usesColor(_ screen: PTYScreen) -> Bool {
    screen.renditions.contains { rendition in
      rendition.split(separator: ";").compactMap { Int($0) }.contains {
        (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0)
      }
    }
  }
}
