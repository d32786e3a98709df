import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Mouse")
struct MouseTests {
  @Test func itIsOffUntilItIsSwitchedOn() throws {
    var explored = try Explored.opened()
    #expect(!explored.state.usesMouse)
    #expect(explored.press(.control("t")) == [.display(.useMouse(true))])
    #expect(explored.press(.control("t")) == [.display(.useMouse(false))])
    let state = State.initial(
      model: explored.state.model, terminal: explored.state.terminal, imagePaths: ["a.png"],
      usesMouse: true)
    #expect(state.openingEffects == [.display(.useMouse(true)), .loadImage(index: 0)])
  }

  @Test func aPressChoosesAndASecondOneOpens() throws {
    var explored = try Explored.opened()
    try explored.click(" fire4 ")
    #expect(explored.state.table.selection == .block(4) && explored.state.table.unfolded.isEmpty)
    try explored.click(" fire4 ")
    #expect(explored.state.table.unfolded == [4])
    explored.settle()
    explored.press("S")
    try explored.click(" 7 ")
    #expect(explored.state.map.channel == 7 && explored.state.view == .sheet)
    try explored.click("7 ")
    #expect(explored.state.view == .singleMap)
    // Two values a cell, three columns a value.
    let layout = explored.state.singleMapLayout
    explored.click(
      x: 1 + layout.sample(ofColumn: 3), y: 3 + layout.sample(ofRow: 2) / 2)
    #expect(explored.state.singleMap.row == 2 && explored.state.singleMap.column == 3)
    try explored.click("Esc back")
    #expect(explored.state.view == .sheet)
    explored.press("q", "1")
    explored.settle()
    let title = try explored.state.cell(of: "channel 0 of")
    explored.click(x: title.x, y: title.y + 1)
    #expect(explored.state.view == .singleMap)
  }

  @Test func overlaysTakeIt() throws {
    var explored = try Explored.opened()
    explored.press("v")
    try explored.click("contact sheet")
    #expect(explored.state.view == .sheet && explored.state.overlay == nil)
    explored.press("v")
    explored.click(x: 0, y: 3)
    #expect(explored.state.overlay == nil)
    explored.press(":")
    explored.type("view-layers")
    try explored.click("layers: the network")
    #expect(explored.state.view == .layers && explored.state.overlay == nil)
  }

  @Test func theWheelIsTheArrowKeys() throws {
    var explored = try Explored.opened()
    explored.send(.mouse(Mouse(.scrollDown, x: 0, y: 0), at: nil))
    #expect(explored.state.table.selection == .layer(1))
    explored.send(.mouse(Mouse(.scrollUp, x: 0, y: 0), at: Click { _ in [.display(.quit)] }))
    #expect(explored.state.table.selection == .layer(0))
    explored.press("?")
    explored.send(.mouse(Mouse(.scrollDown, x: 0, y: 0), at: nil))
    guard case .help(let help) = explored.state.overlay else {
      Issue.record("no help")
      return
    }
    #expect(help.scroll == 1)
  }
}

extension Explored {
  /// Presses the mouse on a cell of the screen.
  mutating func click(x: Int, y: Int) {
    send(Event(.mouse(Mouse(.press, x: x, y: y)), on: ExplorerView.draw(state)))
  }

  /// Presses the mouse where a text is drawn.
  mutating func click(_ text: String) throws {
    let cell = try state.cell(of: text)
    click(x: cell.x, y: cell.y)
  }
}
