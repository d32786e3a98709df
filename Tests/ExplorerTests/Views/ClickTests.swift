import Testing

@testable import Explorer
@testable import TerminalUI

extension State {
  /// The cell at which a text is drawn.
  func cell(of text: String) throws -> Point {
    let lines = ExplorerView.draw(self).text
    let y = try #require(lines.firstIndex { $0.contains(text) }, "\(text)")
    let start = try #require(lines[y].range(of: text)?.lowerBound)
    return Point(x: lines[y].distance(from: lines[y].startIndex, to: start), y: y)
  }

  /// The state after a press there; nil where nothing is to be pressed.
  func pressed(x: Int, y: Int) -> State? {
    guard let click = ExplorerView.draw(self).click(x: x, y: y) else { return nil }
    var state = self
    _ = click.perform(&state)
    return state
  }

  func pressed(_ text: String) throws -> State? {
    let cell = try cell(of: text)
    return pressed(x: cell.x, y: cell.y)
  }
}

/// What is drawn at a place is what a click there hits.
@Suite struct ClickTests {
  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func rowsAndHints(_ width: Int, _ height: Int) throws {
    var state = try SampleState.named("measured")
    state.terminal = TerminalDescription(
      width: width, height: height, colors: .none, unicode: true)
    #expect(try state.pressed(" fire3 ")?.table.selection == .block(3))
    let selected = try #require(try state.pressed("expand1x1"))
    #expect(selected.table.selection == .layer(11))
    #expect(try state.pressed("mean of") == nil)
    let menu = try #require(try state.pressed("v views"))
    #expect(menu.picker?.context == .menu)
    guard case .help? = try state.pressed("keys")?.overlay else {
      Issue.record("no help")
      return
    }
    let title = try state.cell(of: "mean of")
    #expect(state.pressed(x: title.x, y: title.y + 1)?.view == .singleMap)
    #expect(state.pressed(x: -1, y: 999) == nil)
  }

  @Test func besideAMenuIsOutOfIt() throws {
    var explored = try Explored.opened()
    explored.press("v")
    #expect(explored.state.pressed(x: 0, y: 1)?.picker == nil)
    explored.press("/", "t", "i", "m")
    #expect(ExplorerView.draw(explored.state).text.contains { $0.contains("T  time") })
    #expect(explored.state.pressed(x: 0, y: 1)?.picker == nil)
    explored.press("x")
    let text = ExplorerView.draw(explored.state).text
    #expect(text.contains { $0.contains("no view has “timx”: Backspace or Esc") })
    #expect(text.contains { $0.contains(" none ") })
    #expect(explored.state.pressed(x: 0, y: 1)?.picker == nil)
  }

  @Test func aMessageMovesTheHints() throws {
    var state = try SampleState.named("paused")
    state.message = Message(.information, "paused: 11 of 39 layers are done")
    let cell = try state.cell(of: "q quit")
    let click = try #require(ExplorerView.draw(state).click(x: cell.x, y: cell.y))
    #expect(click.perform(&state) == [.display(.quit)])
    #expect(try state.pressed("paused: 11") == nil)
  }

  @Test func mapsOfTheSheet() throws {
    let state = try SampleState.named("sheet")
    // The selected one opens, another is selected.
    #expect(try state.pressed(">7 ")?.view == .singleMap && state.map.channel == 7)
    #expect(try state.pressed("142 ")?.map.channel == 142)
    // Between two maps, and below the last line of them.
    #expect(state.pressed(x: 14, y: 4) == nil)
    #expect(state.pressed(x: 3, y: 20) == nil)
  }

  @Test func valuesOfOneMap() throws {
    let state = try SampleState.named("numbers")
    for (text, row, column) in [("9.967", 7, 6), ("1.895", 7, 10)] {
      let pressed = try #require(try state.pressed(text))
      #expect(pressed.singleMap.row == row && pressed.singleMap.column == column)
    }
  }

  /// A click at the square's frame is a pixel at its edge.
  @Test(arguments: [(80, 24), (200, 60)]) func pixelsOfTheWhatIf(_ width: Int, _ height: Int) throws
  {
    var state = try SampleState.named("what if")
    state.terminal = TerminalDescription(width: width, height: height, colors: .many, unicode: true)
    state.map.glyphs = .blocks
    let cell = 2 * 227 / (height - 4)
    for (corner, row, column) in [("┌", 60, 96), ("┘", 124, 160)] {
      let pressed = try #require(try state.pressed(corner))
      let square = try #require(pressed.whatIf.ablation.occlusion)
      #expect(abs(square.row + square.side / 2 - row) <= cell)
      #expect(abs(square.column + square.side / 2 - column) <= cell)
    }
    #expect(try state.pressed("now: cup") == nil)
  }

  @Test func linesOfMenuAndPalette() throws {
    let menu = try SampleState.named("menu")
    let sheet = try #require(try menu.pressed("contact sheet"))
    #expect(sheet.view == .sheet && sheet.overlay == nil)
    let beside = try #require(try menu.pressed("input "))
    #expect(beside.overlay == nil && beside.view == menu.view)
    let palette = try SampleState.named("palette")
    let run = try #require(try palette.pressed("ten channels back"))
    let count = try #require(palette.selectedLayer?.outputShape.channels)
    #expect(run.overlay == nil && run.map.channel == (palette.map.channel - 10 + count) % count)
    #expect(try palette.pressed("Commands") == nil)
  }
}
