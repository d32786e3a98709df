import Testing

/// The helpers that the explorer's tests trust, against programs whose behaviour is known.
@Suite struct PTYHelperTests {
  @Test func aProgramRunsInATerminalOfItsOwn() throws {
    let process = try PTYProcess(
      ["sh", "-c", "test -t 0 && test -t 1 && stty size </dev/tty && tty; exit 7"],
      width: 91, height: 17)
    #expect(try process.end() == .exited(7))
    #expect(process.screen.lines[0] == "17 91")
    #expect(process.screen.lines[1].hasPrefix("/dev/pts/"))
  }

  @Test func keysArriveAndSettingsAreRead() throws {
    let process = try PTYProcess([
      "sh", "-c", "read go; stty -echo; echo ready; read line; echo \"<$line>\"",
    ])
    let before = process.settings()
    process.type("go\r")
    try process.wait("prompt") { $0.lines[1] == "ready" }
    #expect(process.settings() != before)
    process.type("word\r")
    #expect(try process.end() == .exited(0))
    #expect(process.screen.lines[2] == "<word>")
  }

  @Test func signalsAndHangUpsEndPrograms() throws {
    let killed = try PTYProcess(["sleep", "100"])
    killed.send(15)
    #expect(try killed.end() == .signalled(15))
    let cut = try PTYProcess(["sleep", "100"])
    cut.hangUp()
    #expect(try cut.end() == .signalled(1))
  }

  @Test func theScreenFollowsControlSequences() {
    var screen = PTYScreen(width: 8, height: 3)
    screen.feed("\u{1B}[?1049h\u{1B}[2J\u{1B}[2;3Hab\u{1B}[3;8HXY".utf8)
    #expect(screen.isAlternate)
    // The character beyond the last column wraps and scrolls.
    #expect(screen.lines == ["  ab", "       X", "Y"])
    screen.feed("\u{1B}[1;1H\u{1B}[2P\u{1B}[4@\u{1B}[3;2H\u{1B}[1;32m=\u{1B}[3b\u{1B}[K".utf8)
    #expect(screen.lines == ["    ab", "       X", "Y===="])
    #expect(screen.renditions == ["1;32"])
    screen.feed("\u{1B}[1;3r\u{1B}[2;1H\u{1B}[L\u{1B}[1;1H\u{1B}M\u{1B}[r▀é".utf8.dropLast())
    #expect(screen.lines == ["▀", "    ab", ""])
    screen.feed("é".utf8.dropFirst())
    #expect(screen.lines[0] == "▀é")
    screen.feed("\u{1B}[?1049l".utf8)
    #expect(screen.timesLeft == 1)
    #expect(screen.unknown.isEmpty)
  }

  @Test func anUnknownSequenceIsReported() {
    var screen = PTYScreen(width: 8, height: 3)
    screen.feed("\u{1B}[5y".utf8)
    #expect(screen.unknown == ["CSI 5y"])
  }
}
