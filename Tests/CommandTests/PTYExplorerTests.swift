import Foundation
import Testing

/// The explorer in a real terminal: what it shows, what keys do.
@Suite(.serialized) struct PTYExplorerTests {
  @Test func itOpensAndFillsTheTable() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    let screen = explorer.process.screen
    #expect(screen.isAlternate && !screen.showsCursor)
    #expect(screen.lines[0].contains("gradient.png 12×8"))
    #expect(screen.lines[0].contains("untrained"))
    for layer in ["conv1", "maxpool1", "fire2", "fire9", "conv10", "avgpool10", "softmax"] {
      #expect(screen.lines.contains { $0.dropFirst(3).hasPrefix(layer + " ") }, "\(layer)")
    }
    #expect(screen.renditions.contains { $0.contains("38;5;") }, "256 colours")
    #expect(screen.unknown.isEmpty)
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  @Test func keysStepAndOpenHelp() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    func softmax(_ screen: PTYScreen) -> String {
      screen.lines.first { $0.dropFirst(3).hasPrefix("softmax") } ?? ""
    }
    process.type("p")
    try process.wait("pending softmax") { softmax($0).contains("·") }
    process.type("n")
    try process.wait("softmax done again") { !softmax($0).contains("·") && PTYExplorer.isDone($0) }
    process.type("?")
    try process.wait("help") { $0.lines[0].contains("Keys") }
    process.type("\u{1B}")
    try explorer.waitForPass()
    let before = process.screen.textWithoutMaps
    process.type("\u{0C}")
    process.settle()
    #expect(process.screen.textWithoutMaps == before, "Ctrl-L draws the same again")
    // Arrow keys in both cursor modes select rows; Control-Right is nothing, not Escape and text.
    process.type("g\u{1B}OB\u{1B}OB\u{1B}[B")
    try process.wait("fire2 selected") { $0.text.contains("to 16, expands to 64 + 64") }
    process.type("\u{1B}[1;5C")
    process.settle()
    #expect(process.screen.text.contains("to 16, expands to 64 + 64"))
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  @Test func aResizeStormEndsInASaneScreen() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      process.resize(
        width: Int.random(in: 1...220, using: &generator),
        height: Int.random(in: 1...70, using: &generator))
      usleep(2000)
    }
    process.settle()
    process.resize(width: 100, height: 30)
    try process.wait("table of 100×30") {
      PTYExplorer.isDone($0) && $0.lines[29].contains("quit")
    }
    // A key takes the message away.
    process.type("\u{0C}")
    process.settle()
    let screen = process.screen
    process.type("\u{0C}")
    process.settle()
    #expect(process.screen.text == screen.text, "nothing was left over")
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  @Test(arguments: [(10, 3), (1, 1), (79, 23)])
  func aTinyTerminalCanBeLeft(_ width: Int, _ height: Int) throws {
    let explorer = try PTYExplorer(width: width, height: height)
    let process = explorer.process
    try process.wait("something") { !$0.text.allSatisfy { $0 == "\n" } }
    process.settle()
    if width == 10 { #expect(process.screen.text.contains("q quits")) }
    process.resize(width: 80, height: 24)
    try explorer.waitForPass()
    process.resize(width: width, height: height)
    process.settle()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  @Test func keysComeFromTheTerminalWhenInputIsRedirected() throws {
    let explorer = try PTYExplorer(script: "echo qqq | \"$0\" \"$1\"")
    try explorer.waitForPass()
    explorer.process.type("?")
    try explorer.process.wait("help") { $0.lines[0].contains("Keys") }
    explorer.process.type("\u{1B}q")
    #expect(try explorer.process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  /// Keys come from the terminal, and the photo, which cannot be read again, is compared with itself
  /// as another network sees it.
  @Test func aPipeIsOpenedOnce() throws {
    let explorer = try PTYExplorer(script: "cat \"$1\" | \"$0\" -")
    try explorer.waitForPass()
    explorer.process.type("D")
    try explorer.process.wait("comparison") {
      $0.text.contains("B paper") && $0.text.contains("cosine")
    }
    explorer.process.type("w")
    try explorer.process.wait("another") {
      $0.text.contains("B caffe") && $0.text.contains("cosine")
    }
    explorer.process.type("\u{3}")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func standardInputIsReadOnce() throws {
    let explorer = try PTYExplorer(script: "echo text | \"$0\" - \"$1\"")
    try explorer.process.wait("refusal") { $0.text.contains("-: not a JPEG") }
    explorer.process.type(".")
    try explorer.waitForPass()
    explorer.process.type(",")
    try explorer.process.wait("why") { $0.text.contains("standard input can be read only once") }
    explorer.process.type("\u{3}")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func aFolderIsExplored() throws {
    let explorer = try PTYExplorer(
      script: "mkdir d; cp \"$1\" d/a2.png; cp \"$1\" d/a10.png; echo > d/b; exec \"$0\" d")
    try explorer.waitForPass()
    #expect(explorer.process.screen.lines[0].contains("a2.png 1/2"))
    explorer.process.type(".")
    try explorer.process.wait("second") { $0.lines[0].contains("a10.png 2/2") }
    explorer.process.type("\u{3}")
    #expect(try explorer.process.end() == .exited(0))
  }

  /// A lone Escape is waited for as long as a sequence may take, which nobody notices.
  @Test func escapeActsAtOnce() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    explorer.process.type("?")
    try explorer.process.wait("help") { $0.lines[0].contains("Keys") }
    explorer.process.settle()
    explorer.process.type("\u{1B}")
    try explorer.process.wait("table", seconds: 1.5) { PTYExplorer.isDone($0) }
  }

  @Test func whatIsNoKeyDoesNothing() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    let process = explorer.process
    process.type("\u{0C}")
    process.settle()
    let before = process.screen.textWithoutMaps
    process.type(
      "\u{1B}Pq\u{1B}\\\u{1B}_q\u{7}\u{1B}^q\u{1B}\\\u{1B}Xq\u{1B}\\\u{1B}[[q\u{1B}[Mqqq")
    process.type("\u{1B}[<0;9;9M\u{1B}[24;8")
    usleep(100_000)
    process.type("0R")
    process.settle()
    #expect(process.screen.textWithoutMaps == before)
    // A paste is text, where text is typed.
    process.type("\u{1B}[200~qqq\u{1B}[201~")
    try process.wait("note") { $0.text.contains("pasted text is ignored here") }
    process.type("/\u{1B}[200~expand\n3x3\u{1B}[201~")
    try process.wait("search") { $0.text.contains("search: expand 3x3") }
    #expect(process.isBracketingPastes)
    process.type("\u{3}")
    #expect(try process.end() == .exited(0))
    #expect(!process.isBracketingPastes)
  }

  /// More pipes that nobody writes to than the machine has processors.
  @Test func aPipeThatWaitsHoldsNoOtherPhotoUp() throws {
    let pipes = (0..<max(4, ProcessInfo.processInfo.processorCount)).map { "pipe\($0)" }
    let names = pipes.joined(separator: " ")
    let explorer = try PTYExplorer(script: "mkfifo \(names); exec \"$0\" \(names) \"$1\"")
    try explorer.process.wait("first pipe") { $0.lines[0].contains("loading") }
    for index in pipes.indices {
      explorer.process.type(".")
      let next = "\(index + 2)/\(pipes.count + 1)"
      try explorer.process.wait("next image") { $0.lines[0].contains(next) }
    }
    try explorer.waitForPass()
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func aSizeIsTheTerminalsOwn() throws {
    let explorer = try PTYExplorer(environment: ["LINES": "99999", "COLUMNS": "99999"])
    try explorer.waitForPass()
    #expect(explorer.process.screen.lines[23].contains("quit"))
  }

  /// A terminal that does not know its size: what the environment says, within reason.
  @Test func aSizeBeyondReasonIsNotTaken() throws {
    let explorer = try PTYExplorer(
      script: "stty rows 0 columns 0 && exec \"$0\" \"$1\"",
      environment: ["LINES": "99999", "COLUMNS": "99999"])
    try explorer.process.wait("finished pass") { $0.lines[0].contains("SqueezeNet") }
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
  }

  @Test func closedStreamsAreNoReasonToEnd() throws {
    let explorer = try PTYExplorer(script: "exec \"$0\" \"$1\" <&- 2>&-")
    try explorer.waitForPass()
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  /// In the explorer as in every command.
  @Test func strictRefusesADamagedPhoto() throws {
    let explorer = try PTYExplorer(
      script: #"head -c 330 "$1" >cut.png && exec "$0" explore --strict cut.png"#)
    try explorer.process.wait("refusal") { screen in
      screen.lines.contains { $0.contains("cut.png: truncated; leave out --strict") }
    }
  }

  @Test func nothingRunsWhileNothingHappens() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    explorer.process.settle(milliseconds: 500)
    func switches() throws -> Int {
      let tasks = "/proc/\(explorer.process.pid)/task"
      return try FileManager.default.contentsOfDirectory(atPath: tasks).reduce(0) { sum, task in
        let status = try String(contentsOfFile: "\(tasks)/\(task)/status", encoding: .utf8)
        let line = status.components(separatedBy: "\n").first {
          $0.hasPrefix("voluntary_ctxt_switches")
        }
        return sum + (line.flatMap { Int($0.filter(\.isNumber)) } ?? 1000)
      }
    }
    // A loop that wakes at all does so ten times a second or more; a thread of a pool that ends, or
    // a page that comes from disk, does so once.
    let before = try switches()
    usleep(1_000_000)
    #expect(try switches() - before < 5)
  }
}
