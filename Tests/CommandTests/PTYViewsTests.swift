import Foundation
import Testing

/// The real program through its views, with a resize in each.
@Suite(.serialized) struct PTYViewsTests {
  private let sizes = [(40, 12), (200, 60), (80, 24)]

  private func through(
    _ explorer: PTYExplorer, _ name: String, _ isThere: @escaping (PTYScreen) -> Bool
  ) throws {
    let process = explorer.process
    try process.wait(name) { isThere($0) }
    for (width, height) in sizes {
      process.resize(width: width, height: height)
      try process.wait("\(name) at \(width)×\(height)") {
        isThere($0) && $0.lines[height - 1].contains("Esc back")
      }
      process.settle()
      let before = process.screen.textWithoutMaps
      process.type("\u{0C}")
      process.settle()
      #expect(
        process.screen.textWithoutMaps == before, "nothing is left over in \(name)")
    }
  }

  @Test func theSheetSortsAndEnlarges() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("4S")
    try process.wait("introduction") { $0.text.contains("arrows choose a map") }
    process.type("l")
    try through(explorer, "sheet") { $0.lines[1].contains("fire4  256 channels by number") }
    process.type("o")
    try process.wait("order") { $0.lines[1].contains("by mean") }
    process.type("\u{1B}[B\r")
    try process.wait("one map") { $0.text.contains("row ") && $0.lines[1].contains("of 256") }
    process.type("\u{1B}")
    try process.wait("sheet again") { $0.lines[1].contains("by mean") }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func oneMapHasACursorAndZoom() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("5M")
    try process.wait("introduction") { $0.text.contains("arrows move the cursor") }
    process.type("g\u{1B}[H")
    try process.wait("corner") { $0.text.contains("row 0  column 0 ") }
    #expect(process.screen.showsCursor)
    process.type("\u{1B}OC\u{1B}OC\u{1B}OB")
    try through(explorer, "cursor") { $0.text.contains("row 1  column 2 ") }
    process.type("]++++")
    try process.wait("zoom") {
      $0.lines[1].contains(" of 256") && $0.lines[1].contains("rows 0-")
    }
    process.type("zs%y")
    try process.wait("scale") { $0.text.contains("gamma 0.7") }
    process.type("Sqq")
    try explorer.waitForPass()
    #expect(!process.screen.showsCursor)
    process.type("q")
    #expect(try process.end() == .exited(0))
  }

  @Test func aValueIsFramedOnThePhoto() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("5P")
    try process.wait("introduction") { $0.text.contains("arrows move the frame") }
    process.type("g\u{1B}[H\u{1B}OC")
    try through(explorer, "on the photo") {
      $0.lines[1].contains(" of 256") && $0.text.contains("row 0  column 1 ")
    }
    #expect(process.screen.showsCursor)
    // The first channel may be dead; the strongest is not.
    process.type("x*")
    try process.wait("strongest") { $0.text.contains("place 1 of the ") }
    process.type("\tb")
    try process.wait("patches") { $0.text.contains("over photo") && $0.text.contains("▸1  ") }
    process.type("M")
    try process.wait("one map") { $0.text.contains("< cursor") }
    process.type("\r")
    try process.wait("one value") { $0.text.contains("passed on from fire5/") }
    process.type("qqq")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func kernelsLeadUpstreamAndBack() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("1K")
    try process.wait("introduction") { $0.text.contains("arrows mark a kernel") }
    process.type("l")
    try through(explorer, "pictures") {
      $0.lines[1].contains("kernels of ") && $0.text.contains("  norm ")
    }
    process.type("/fire5/sq\r")
    try through(explorer, "weights") {
      $0.lines[1].contains("fire5/squeeze1x1") && $0.text.contains("weight")
    }
    process.type("\u{1B}[B\r")
    try process.wait("upstream") {
      $0.lines[1].contains("fire4/expand") && $0.text.contains("Backspace leads back")
    }
    process.type("\u{7F}/fire4/expand3\r")
    try through(explorer, "kernels") {
      $0.lines[1].contains("fire4/expand3x3  channel") && $0.text.contains("fire4/squeeze1x1:")
    }
    process.type("M")
    try process.wait("its map") { $0.lines[1].contains("fire4/expand3x3  channel") }
    process.type("q")
    try process.wait("kernels again") { $0.lines[1].contains("fire4/expand3x3  channel") }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func aClassIsChosenAndExplained() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("Y")
    try process.wait("introduction") { $0.text.contains("bright speaks for the class") }
    try process.wait("strongest") { $0.lines[1].contains("rank 1") }
    process.type("l")
    try process.wait("next") { $0.lines[1].contains("rank 2") }
    process.type("/mug")
    try process.wait("list") { $0.text.contains("504  coffee mug") }
    process.type("\r")
    try through(explorer, "why") {
      $0.lines[1].contains("coffee mug") && $0.text.contains("score") && $0.text.contains("adds")
    }
    process.type("bmjm\r")
    try process.wait("the channel's map") { $0.lines[1].contains("fire9  channel") }
    process.type("q")
    try process.wait("why again") {
      $0.lines[1].contains("coffee mug") && $0.lines[1].contains("class 504")
    }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func aWhatIfIsTriedAndTakenBack() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("4W")
    try process.wait("introduction") { $0.text.contains("u undoes") }
    try process.wait("nothing yet") { $0.text.contains("nothing is off") }
    process.type("i")
    try process.wait("channel") {
      $0.text.contains("fire4/expand3x3:") && $0.lines[0].contains("what if")
    }
    process.type("i(#\u{1B}[C\u{1B}[C")
    try process.wait("half and square") {
      $0.text.contains("fire4/expand1x1:all") && $0.text.contains("px square at ")
    }
    try through(explorer, "what if") {
      $0.lines[0].contains("[") && $0.lines.dropFirst().contains { $0.contains("expand1x1:all") }
    }
    process.type("S")
    try process.wait("mark elsewhere") { $0.lines[0].contains("[fire4/expand1x1:all +1]") }
    process.type("qWz")
    try process.wait("all on") { $0.text.contains("nothing is off") }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
  }

  @Test func activityLeadsToTheSheetByZeros() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("4A")
    try process.wait("introduction") { $0.text.contains("Enter shows its channels") }
    // The message goes with the next key.
    process.type("sjk")
    try through(explorer, "activity") { $0.text.contains("of 256 channels dead") }
    process.type("\u{1B}[B\r")
    try process.wait("sheet") { $0.lines[1].contains("by share of zeros") }
    process.type("qq")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func twoGeometriesSideBySide() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("4D")
    try process.wait("introduction") { $0.text.contains("w chooses with what") }
    try process.wait("comparison") { $0.text.contains("cosine") }
    process.type("w")
    try process.wait("the next geometry") {
      $0.lines[1].contains("B caffe") && $0.text.contains("cosine")
    }
    try through(explorer, "compare") {
      $0.lines[1].contains("B caffe") && $0.text.contains("B − A")
    }
    process.type("s")
    try process.wait("the difference alone") { !$0.text.contains("B  channel") }
    process.type("\u{1B}")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func theTimeIsMeasuredLive() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type("T")
    try process.wait("introduction") { $0.text.contains("t times pass after pass") }
    try process.wait("one pass") { $0.lines[1].contains("one pass only") }
    process.type("t")
    try process.wait("live") {
      $0.lines[0].contains("live: pass") && $0.lines[1].contains("live, ")
    }
    process.type("t")
    try process.wait("stopped") {
      $0.lines[0].contains("done") && $0.text.contains("median") && $0.text.contains("peak ")
    }
    process.type("H")
    try process.wait("machine") { $0.text.contains(" GMAC/s, memory ") }
    // The message goes with the next key.
    process.type("j")
    try through(explorer, "layers") {
      $0.lines[1].contains("[layers]") && $0.text.contains("conv1")
    }
    process.type("\t\t\t")
    try through(explorer, "threads") {
      $0.lines[1].contains("[threads]") && $0.text.contains("1 thread ")
    }
    process.type("\t")
    try through(explorer, "roofline") {
      $0.lines[1].contains("[roofline]") && $0.text.contains("MAC/B")
    }
    process.type("q")
    try explorer.waitForPass()
    // Passes that repeat do not keep one from leaving.
    process.type("Tt")
    try process.wait("live again") { $0.lines[0].contains("live: pass") }
    process.type("\u{03}")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func thePaletteRunsCommandsOfOtherViews() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    process.type(":sort")
    try process.wait("palette") { $0.text.contains("o in contact sheet") }
    process.type("\r")
    try process.wait("sorted sheet") { $0.lines[1].contains("by mean") }
    process.type("v")
    try through(explorer, "layers behind the menu") { _ in true }
    try process.wait("menu") { $0.text.contains("one map") }
    process.type("l")
    try explorer.waitForPass()
    process.type("??")
    try process.wait("all keys") { $0.lines[0].contains("All keys") }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
  }

  @Test func theMouseIsOffUntilAskedFor() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    func sent(_ text: String) -> Bool {
      String(decoding: process.output, as: UTF8.self).contains(text)
    }
    #expect(!sent("1000h"))
    process.type("\u{14}")
    try process.wait("mouse") { _ in sent("1000h") }
    // The sixth line of the screen is fire2, its diagram begins beside it.
    process.type("\u{1B}[<0;6;6M\u{1B}[<0;6;6m")
    try process.wait("fire2") { $0.text.contains("to 16, expands to 64 + 64") }
    process.type("\u{1B}[<65;6;5M")
    try process.wait("fire3 by the wheel") { $0.lines.contains { $0.hasPrefix(" fire3 ") } }
    // Its map comes a moment later.
    process.settle()
    process.type("\u{1B}[<0;60;5M\u{1B}[<0;60;5m")
    try process.wait("its blocks") { $0.lines[1].hasPrefix(" fire3 squeezes") }
    process.type("q\u{14}")
    try process.wait("off") { _ in sent("1000l") }
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }

  @Test func theMouseOptionSwitchesItOnAndTheEndOff() throws {
    let explorer = try PTYExplorer(script: "exec \"$0\" --mouse \"$1\"")
    try explorer.waitForPass()
    let output = String(decoding: explorer.process.output, as: UTF8.self)
    #expect(output.contains("1000h"))
    explorer.process.type("q")
    #expect(try explorer.process.end() == .exited(0))
    let all = String(decoding: explorer.process.output, as: UTF8.self)
    #expect(all.contains("1000l"))
    #expect(explorer.isGivenBack)
  }
}
