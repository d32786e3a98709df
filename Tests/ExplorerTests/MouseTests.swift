import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Mouse")
struct MouseTests {
  private func press(_ target: Target?) -> Event { .mouse(Mouse(.press, x: 0, y: 0), at: target) }

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
    explored.send(press(.row(.block(4))))
    #expect(explored.state.table.selection == .block(4) && explored.state.table.unfolded.isEmpty)
    explored.send(press(.row(.block(4))))
    #expect(explored.state.table.unfolded == [4])
    explored.settle()
    explored.press("S")
    explored.send(press(.channel(7)))
    #expect(explored.state.map.channel == 7 && explored.state.view == .sheet)
    explored.send(press(.channel(7)))
    #expect(explored.state.view == .map)
    explored.send(press(.value(row: 2, column: 3)))
    #expect(explored.state.singleMap.row == 2 && explored.state.singleMap.column == 3)
    explored.send(press(.key(.escape)))
    #expect(explored.state.view == .sheet)
    explored.press("q")
    explored.send(press(.featureMap))
    #expect(explored.state.view == .map)
  }

  @Test func overlaysTakeIt() throws {
    var explored = try Explored.opened()
    explored.press("v")
    explored.send(press(.view(.sheet)))
    #expect(explored.state.view == .sheet && explored.state.overlay == nil)
    explored.press("v")
    explored.send(press(nil))
    #expect(explored.state.overlay == nil)
    explored.press(":")
    explored.type("view-layers")
    explored.send(press(.command(0)))
    #expect(explored.state.view == .layers && explored.state.overlay == nil)
  }

  @Test func theWheelIsTheArrowKeys() throws {
    var explored = try Explored.opened()
    explored.send(.mouse(Mouse(.scrollDown, x: 0, y: 0), at: nil))
    #expect(explored.state.table.selection == .layer(1))
    explored.send(.mouse(Mouse(.scrollUp, x: 0, y: 0), at: .row(.block(9))))
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
