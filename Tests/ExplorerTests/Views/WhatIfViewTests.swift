import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite struct WhatIfViewTests {
  private func state(_ width: Int, _ height: Int) throws -> State {
    var state = try SampleState.named("what if")
    state.terminal = TerminalDescription(
      width: width, height: height, colors: .many, unicode: true)
    state.map.glyphs = .blocks
    return state
  }

  /// At every size: the answer after, its change, what is off, and the mark in the header.
  @Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 30), (200, 60)])
  func itSaysWhatIsOffAndWhatCameOfIt(_ width: Int, _ height: Int) throws {
    let text = ExplorerView.draw(try state(width, height)).text
    let headline = try #require(text.first { $0.contains("now: ") })
    #expect(headline.contains("now: cup, 51.20%"))
    #expect(width < 120 || headline.contains("now: cup, 51.20% (was espresso, 90.20%)"))
    let espresso = try #require(text.last { $0.contains("espr") })
    #expect(espresso.contains("11.80") && espresso.contains("-78.40"))
    #expect(width < 80 || espresso.contains("90.20"))
    #expect(text.contains { $0.contains("fire4/expand1x1:all") })
    #expect(text[0].contains(width < 80 ? "[140 off, square]" : "what if"))
    #expect(text[1].contains("fire4, channel 3 (off)"))
    for place in ["┌", "┐", "└", "┘"] { #expect(text.contains { $0.contains(place) }) }
    #expect(ExplorerView.draw(try state(1, 1)).text == ["q"])
  }

  @Test(arguments: View.allCases) func everyViewSaysWhatIsOff(_ view: View) throws {
    var state = try state(200, 60)
    state.view = view
    func header(_ width: Int) -> String {
      state.terminal.width = width
      return ExplorerView.draw(state).text[0]
    }
    let all = "[fire4/expand1x1:all fire4/expand3x3:0-11 64×64 px square at x 96, y 60]"
    #expect(header(200).contains(all))
    #expect(header(100).contains("[fire4/expand1x1:all expand3x3:0-11 +1]"))
    #expect(header(80).contains("[fire4/expand1x1:all +2]") && header(80).contains("what if"))
    // The narrowest has room for a number, where the time stood.
    #expect(header(40).contains("[140 off, square]"))
    state.whatIf.history.record(Ablation())
    #expect(!header(40).contains("[") && header(40).contains("done"))
  }

  @Test func theFirstVisitSaysHowToBegin() throws {
    var state = try state(80, 24)
    state.whatIf.history.record(Ablation())
    let text = ExplorerView.draw(state).text
    #expect(text.contains { $0.contains("nothing is off") })
    #expect(text.contains { $0.contains("i switches this channel off") })
  }

  /// The strongest after first, each with its bars: both halves of a cell where both reach.
  @Test func theNewAnswerComesFirst() throws {
    let text = ExplorerView.draw(try state(120, 30)).text
    func row(_ name: String) throws -> Int {
      try #require(text.firstIndex { $0.contains(name) && !$0.contains("now:") })
    }
    let (cup, teapot, espresso) = (try row("cup "), try row("teapot"), try row("espresso"))
    #expect(cup < teapot && teapot < espresso && text[cup].contains("2 → 1"))
    #expect(text[cup + 1].contains("█▄") && text[espresso + 1].contains("█▀"))
    #expect(text.contains { $0.contains("<0.01") }, "what is not nothing is not written as 0.00")
  }

  @Test func theSameAnswerIsStill() throws {
    var state = try state(120, 30)
    state.pass.answer(try #require(state.whatIf.before))
    #expect(
      ExplorerView.draw(state).text.contains { $0.contains("still: espresso, 90.20% (was 90.20%)") }
    )
  }
}
