import Testing

@testable import Explorer
@testable import TerminalUI

/// What is drawn at a place is what a click there hits.
@Suite struct LocatorTests {
  private func find(_ text: String, in state: State) throws -> Mouse {
    let lines = ExplorerView.draw(state).text
    let y = try #require(lines.firstIndex { $0.contains(text) }, "\(text)")
    let start = try #require(lines[y].range(of: text)?.lowerBound)
    return Mouse(.press, x: lines[y].distance(from: lines[y].startIndex, to: start), y: y)
  }

  private func target(_ text: String, in state: State) throws -> Target? {
    Locator.target(state, try find(text, in: state))
  }

  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func rowsAndHints(_ width: Int, _ height: Int) throws {
    var state = try SampleState.named("measured")
    state.terminal = TerminalDescription(
      width: width, height: height, colors: .none, unicode: true)
    #expect(try target(" fire3 ", in: state) == .row(.block(3)))
    #expect(try target("expand1x1", in: state) == .row(.layer(11)))
    #expect(try target("mean of", in: state) == nil)
    #expect(try target("v views", in: state) == .key("v"))
    #expect(try target("keys", in: state) == .key("?"))
    let title = try find("mean of", in: state)
    let below = Mouse(.press, x: title.x, y: title.y + 1)
    #expect(Locator.target(state, below) == .featureMap)
    #expect(Locator.target(state, Mouse(.press, x: -1, y: 999)) == nil)
  }

  @Test func aMessageMovesTheHints() throws {
    var state = try SampleState.named("paused")
    state.message = Message(.information, "paused: 11 of 39 layers are done")
    #expect(try target("q quit", in: state) == .key("q"))
    #expect(try target("paused: 11", in: state) == nil)
  }

  @Test func mapsOfTheSheet() throws {
    let state = try SampleState.named("sheet")
    #expect(try target(">8 ", in: state) == .channel(7))
    #expect(try target("143 ", in: state) == .channel(142))
    // Between two maps, and below the last line of them.
    #expect(Locator.target(state, Mouse(.press, x: 14, y: 4)) == nil)
    #expect(Locator.target(state, Mouse(.press, x: 3, y: 20)) == nil)
  }

  @Test func valuesOfOneMap() throws {
    let state = try SampleState.named("numbers")
    #expect(try target("9.967", in: state) == .value(row: 7, column: 6))
    #expect(try target("1.895", in: state) == .value(row: 7, column: 10))
  }

  /// A click at the square's frame is a pixel at its edge.
  @Test(arguments: [(80, 24), (200, 60)]) func pixelsOfTheWhatIf(_ width: Int, _ height: Int) throws
  {
    var state = try SampleState.named("what if")
    state.terminal = TerminalDescription(width: width, height: height, colors: .many, unicode: true)
    state.map.glyphs = .blocks
    let cell = 2 * 227 / (height - 4)
    for (corner, row, column) in [("┌", 60, 96), ("┘", 124, 160)] {
      guard case .pixel(let y, let x)? = try target(corner, in: state) else {
        Issue.record("no pixel")
        continue
      }
      #expect(abs(y - row) <= cell && abs(x - column) <= cell)
    }
    #expect(try target("percent", in: state) == nil)
  }

  @Test func linesOfMenuAndPalette() throws {
    let menu = try SampleState.named("menu")
    #expect(try target("contact sheet", in: menu) == .view(.sheet))
    #expect(try target("maxpool1", in: menu) == nil)
    let palette = try SampleState.named("palette")
    #expect(try target("ten channels back", in: palette) == .command(2))
    #expect(try target("Commands", in: palette) == nil)
  }
}
