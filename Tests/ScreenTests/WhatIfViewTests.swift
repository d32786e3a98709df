import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import Screen

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
    let espresso = try #require(text.first { $0.contains("espr") })
    #expect(espresso.contains("11.80") && espresso.contains("-78.40"))
    #expect(width < 80 || espresso.contains("90.20"))
    #expect(text.contains { $0.contains("fire4/expand1x1:all") })
    #expect(text[0].contains("what if"))
    #expect(text[1].contains("channel 4 of 256 is off"))
    for place in ["┌", "┐", "└", "┘"] { #expect(text.contains { $0.contains(place) }) }
    #expect(ExplorerView.draw(try state(1, 1)).text == ["q"])
  }

  @Test(arguments: View.allCases) func everyViewSaysThatSomethingIsOff(_ view: View) throws {
    var state = try state(80, 24)
    state.view = view
    #expect(ExplorerView.draw(state).text[0].contains("[140 off, square]"))
    state.terminal.width = 40
    #expect(ExplorerView.draw(state).text[0].contains("what if"))
    state.whatIf.history.record(Edits())
    #expect(!ExplorerView.draw(state).text[0].contains("what if"))
  }

  @Test func theFirstVisitSaysHowToBegin() throws {
    var state = try state(80, 24)
    state.whatIf.history.record(Edits())
    let text = ExplorerView.draw(state).text
    #expect(text.contains { $0.contains("nothing is off") })
    #expect(text.contains { $0.contains("d switches this channel off") })
  }

  @Test func newcomersComeAfterTheTopFive() throws {
    let text = ExplorerView.draw(try state(120, 30)).text
    let teapot = try #require(text.firstIndex { $0.contains("teapot") })
    let last = try #require(text.firstIndex { $0.contains("vase") || $0.contains("plate") })
    #expect(teapot > last && text[teapot].contains("→ 2"))
  }
}
