import Foundation
import Glibc
import Testing

/// The terminal is given back, whatever ends or stops the explorer.
@Suite(.serialized) struct PTYSignalTests {
  @Test(arguments: [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGTRAP, SIGSYS, SIGXCPU, SIGUSR1,
    SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, 34, 64,
  ])
  func aSignalEndsItWithTheTerminalGivenBack(_ signal: Int32) throws {
    let explorer = try PTYExplorer(environment: ["SWIFT_BACKTRACE": "enable=no"])
    try explorer.waitForPass()
    #expect(explorer.process.settings() != explorer.settingsBefore)
    explorer.process.send(signal)
    #expect(try explorer.process.end() == .signalled(signal))
    #expect(explorer.isGivenBack)
  }

  @Test func signalsOfErrorsAreIgnored() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    for signal in [SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG] { explorer.process.send(signal) }
    explorer.process.type("?")
    try explorer.process.wait("help") { $0.lines[0].contains("Keys") }
  }

  /// Nobody reads what the explorer draws: a signal ends it all the same, and what it leaves to the
  /// terminal takes no longer.
  @Test func aStalledTerminalHoldsNoSignalBack() throws {
    let explorer = try PTYExplorer(width: 200, height: 60)
    try explorer.waitForPass()
    for _ in 0..<8 { explorer.process.type("\u{0C}") }
    usleep(300_000)
    explorer.process.send(SIGTERM)
    #expect(try explorer.process.endUnread(seconds: 5) == .signalled(SIGTERM))
    explorer.process.settle()
    #expect(explorer.isGivenBack)
  }

  @Test func aSignalDuringARunEndsIt() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    explorer.process.type("dddr")
    try explorer.process.wait("new pass") { !$0.lines[0].contains("done") }
    explorer.process.send(SIGTERM)
    #expect(try explorer.process.end() == .signalled(SIGTERM))
    #expect(explorer.isGivenBack)
  }

  @Test func aTerminalThatIsClosedDuringARunEndsIt() throws {
    let explorer = try PTYExplorer()
    try explorer.waitForPass()
    explorer.process.type("dddr")
    try explorer.process.wait("new pass") { !$0.lines[0].contains("done") }
    explorer.process.hangUp()
    #expect(try explorer.process.end() == .signalled(SIGHUP))
  }

  @Test func aTerminalThatIsClosedUnderNohupEndsItToo() throws {
    let explorer = try PTYExplorer(script: "trap '' HUP; exec \"$0\" \"$1\"")
    try explorer.waitForPass()
    explorer.process.hangUp()
    #expect(try explorer.process.end() == .exited(129))
  }

  /// A shell with job control, as a person's.
  private static let shell = """
    set -m; "$0" "$1"; echo "stopped with $?"; read line; fg >/dev/null; echo "ended with $?"
    """

  @Test func controlZStopsAndFgContinues() throws {
    let explorer = try PTYExplorer(script: Self.shell)
    try explorer.waitForPass()
    explorer.process.type("\u{1A}")
    try stopAndContinue(explorer)
  }

  @Test func theStopSignalStopsAndFgContinues() throws {
    let explorer = try PTYExplorer(script: Self.shell)
    try explorer.waitForPass()
    let shell = explorer.process.pid
    let children = try String(
      contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    let child = try #require(Int32(children.trimmingCharacters(in: .whitespaces)))
    kill(child, SIGTSTP)
    try stopAndContinue(explorer)
  }

  private func stopAndContinue(_ explorer: PTYExplorer) throws {
    let process = explorer.process
    try process.wait("shell") { $0.text.contains("stopped with \(128 + SIGTSTP)") }
    #expect(explorer.isGivenBack)
    // Another size meanwhile.
    process.resize(width: 90, height: 26)
    process.type("\r")
    try process.wait("table") { $0.isAlternate && PTYExplorer.isDone($0) }
    process.settle()
    #expect(process.screen.lines[25].contains("quit"))
    #expect(process.settings() != explorer.settingsBefore)
    process.type("q")
    try process.wait("shell") { $0.text.contains("ended with 0") }
    #expect(try process.end() == .exited(0))
    #expect(!process.screen.isAlternate && process.settings() == explorer.settingsBefore)
  }
}
