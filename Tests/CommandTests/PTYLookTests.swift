import Testing

/// What options and the configuration file make of the real program in a real terminal.
@Suite(.serialized) struct PTYLookTests {
  /// An option beats NO_COLOR and what little `xterm` promises; the sheet opens first, and shows what was measured.
  @Test func optionsSayHowItLooks() throws {
    let explorer = try PTYExplorer(
      script: #"exec "$0" "$1" --colors 256 --background light --view sheet --colormap viridis"#,
      environment: ["NO_COLOR": "1", "TERM": "xterm"])
    try explorer.process.wait("the sheet") { $0.lines[1].contains("96 channels by number") }
    #expect(explorer.process.screen.renditions.contains { $0.contains("48;5;") })
    explorer.process.type("ooooo")
    try explorer.process.wait("effects") { $0.lines[1].contains("by effect on") }
    explorer.process.settle()
    #expect(explorer.process.screen.lines[22].contains("effect"))
    explorer.process.type("9")
    try explorer.process.wait("parts") { $0.lines[1].contains("512 channels by part of the") }
    explorer.process.type("qq")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func theFileSaysHowItLooks() throws {
    let file = #"printf 'colors = "none"\nglyphs = "ascii"\nview = "what-if"\n' > c.toml"#
    let explorer = try PTYExplorer(script: file + #"; exec "$0" "$1" --config c.toml"#)
    try explorer.process.wait("the view") { $0.lines.contains { $0.contains("before") } }
    explorer.process.settle()
    #expect(explorer.process.output.allSatisfy { $0 < 0x80 })
    #expect(!explorer.process.screen.renditions.contains { $0.contains("38;5") })
    explorer.process.type("qq")
    #expect(try explorer.process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  /// Without a photo the demo photo opens: here the drawn one, beside the program's sources.
  @Test func withoutAPhotoTheDemoOpens() throws {
    let explorer = try PTYExplorer(script: #"XDG_DATA_HOME="$PWD" exec "$0""#)
    try explorer.process.wait("the photo") {
      $0.lines[0].contains("coffee.png") && $0.text.contains("as the network sees it")
        && PTYExplorer.isDone($0)
    }
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func aBadFileLeavesTheTerminalAlone() throws {
    let explorer = try PTYExplorer(
      script: #"echo 'mouse = "yes"' > c.toml; exec "$0" "$1" --config c.toml"#, width: 120)
    #expect(try explorer.process.end() == .exited(65))
    let lines = explorer.process.screen.lines.filter { !$0.isEmpty }
    #expect(lines.count == 1 && lines[0].hasPrefix("sqz-tui: c.toml:1: mouse: give true or false"))
    #expect(explorer.process.screen.timesLeft == 0)
    #expect(explorer.process.settings() == explorer.settingsBefore)
  }
}
