import Testing

@testable import Explorer
@testable import TerminalUI

private func state(_ width: Int, _ height: Int, done: Int? = nil) throws -> State {
  let terminal = TerminalDescription(width: width, height: height, colors: .many, unicode: true)
  let opening = try SampleState.opening(terminal: terminal)
  let pass = SampleState.pass(opening, to: done ?? opening.network.layers.count)
  var state = SampleState.surveyed(SampleState.select("fire9", in: pass))
  state.view = .activity
  return state
}

@Test(arguments: [(40, 12), (80, 24), (113, 24), (200, 60)])
func activityHasDeadZerosAndBothWeights(_ width: Int, _ height: Int) throws {
  let screen = ExplorerView.draw(try state(width, height)).text
  let row = try #require(screen.first { $0.contains(" fire9 ") })
  #expect(row.contains("128/512"))
  // Counted: 33.4% in every kernel.
  #expect(row.contains(" 33%"))
  #expect(screen.contains { $0.contains("128 of 512 channels dead") })
  guard width >= 80 else { return }
  #expect(screen.contains { $0.contains("weights: 33% zero, counted") })
  #expect(screen.contains { $0.contains("paper’s Table 1: 61% zero") })
  #expect(screen[2].contains("zero w paper distribution"))
  #expect(screen.contains { $0.contains("1.0e-4") && $0.contains(" 10000") })
}

@Test func allActivityRowsFitAt80By24() throws {
  let screen = ExplorerView.draw(try state(80, 24)).text
  for name in ["conv1", "fire2", "maxpool8", "fire9", "conv10", "avgpool10", "softmax"] {
    #expect(screen.contains { $0.contains(" \(name) ") }, "\(name)")
  }
}

@Test func pendingActivitySaysSo() throws {
  let screen = ExplorerView.draw(try state(80, 24, done: 5)).text
  #expect(screen.contains { $0.contains("is not computed yet") })
  #expect(screen.contains { $0.contains("conv1") && $0.contains("24/96") })
}

@Test func theRowUnderTheMouseIsTheRowThatIsDrawn() throws {
  let state = try state(80, 24)
  let screen = ExplorerView.draw(state).text
  let y = try #require(screen.firstIndex { $0.contains("fire4") })
  #expect(state.pressed(x: 5, y: y)?.table.selection == .block(4))
  #expect(state.pressed(x: 5, y: 1) == nil)
}

@Test func uprightBarsFillFromBelow() {
  let glyphs = Glyphs(unicode: true)
  #expect((0..<3).map { glyphs.upright(0.5, line: $0, of: 3) } == ["█", "▄", " "])
  #expect(glyphs.upright(0.0001, line: 0, of: 3) == "▁")
  #expect(glyphs.upright(0, line: 0, of: 3) == " ")
  #expect((0..<2).map { Glyphs(unicode: false).upright(0.8, line: $0, of: 2) } == ["#", "."])
  #expect(glyphs.smallBars([0, 1, 8]) == " ▁█")
  #expect(Glyphs(unicode: false).smallBars([0, 1, 9]) == " .@")
}
