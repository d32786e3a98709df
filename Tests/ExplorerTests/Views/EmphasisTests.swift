import Testing

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

/// What matters is bold and what only goes with it dim, whatever the terminal's colours are.
@Suite struct EmphasisTests {
  private static let all: [TerminalDescription.Colors] = [.none, .eight, .sixteen, .many, .direct]

  private func drawn(_ name: String, _ colors: TerminalDescription.Colors) throws -> Canvas {
    var state = try SampleState.named(name)
    state.terminal = TerminalDescription(width: 80, height: 24, colors: colors, unicode: true)
    return ExplorerView.draw(state)
  }

  /// The attributes of a text's first character, wherever it stands first.
  private func attributes(of text: String, in canvas: Canvas) throws -> Style.Attributes {
    let row = try #require(canvas.text.firstIndex { $0.contains(text) }, "\(text)")
    let place = try #require(canvas.text[row].range(of: text)).lowerBound
    let column = canvas.text[row].distance(from: canvas.text[row].startIndex, to: place)
    return canvas[column, row].style.attributes
  }

  @Test(arguments: all) func theAnswerIsBold(_ colors: TerminalDescription.Colors) throws {
    let canvas = try drawn("done", colors)
    #expect(try attributes(of: "1 espresso", in: canvas) == .bold)
    #expect(try attributes(of: "90.20%", in: canvas) == .bold)
    #expect(try attributes(of: "2 cup", in: canvas) == [])
    let why = try drawn("why", colors)
    #expect(try attributes(of: "50.00% centipede", in: why) == .bold)
    #expect(try attributes(of: "score (logit)", in: why) == .dim)
  }

  @Test(arguments: all) func theSelectedValueIsBold(_ colors: TerminalDescription.Colors) throws {
    let map = try drawn("one map", colors)
    let state = try SampleState.named("one map")
    let value = try #require(
      state.featureMap?.value(row: state.singleMap.row, column: state.singleMap.column))
    #expect(try attributes(of: "value \(value)", in: map) == .dim)
    #expect(try attributes(of: "\(value)", in: map) == .bold)
    let row = try attributes(of: "conv10", in: drawn("done", colors))
    #expect(row == [.reverse, .bold])
  }

  /// Nothing is dim on a ground of its own: there it may be too weak to be read.
  @Test(arguments: SnapshotTests.names) func dimTextHasTheTerminalsGround(_ name: String) throws {
    let cells = ExplorerView.draw(try SampleState.named(name)).cells
    for cell in cells where cell.style.attributes.contains(.dim) && cell.character != " " {
      #expect(cell.style.background == .terminal && !cell.style.attributes.contains(.bold))
    }
  }
}

/// While slow motion runs, or has paused, the photo and the newest map are on the screen of every view.
@Test(arguments: View.allCases, [(80, 24), (200, 60)])
func slowMotionShowsPhotoAndMapInEveryView(_ view: View, _ size: (Int, Int)) throws {
  let terminal = TerminalDescription(
    width: size.0, height: size.1, colors: .direct, unicode: true)
  var state = SampleState.select(
    "fire4/expand3x3", in: SampleState.pass(try SampleState.opening(terminal: terminal), to: 13))
  state.view = view
  state.map.colormap = .viridis
  state.slowMotion = 500
  state.pass.running = 13
  state.pass.target = state.network.layers.count
  state.follow()
  for isPaused in [false, true] {
    if isPaused {
      (state.pass.running, state.pass.target) = (nil, nil)
      state.stopFollowing()
    }
    let colors = ExplorerView.draw(state).cells.flatMap {
      [$0.style.foreground.rgb, $0.style.background.rgb].compactMap { $0 }
    }
    // The sample photo's blue is 96 everywhere; the map's largest value has viridis' yellow.
    #expect(colors.count { $0.blue == 96 && $0.red != 96 } >= 40, "the photo, \(isPaused)")
    #expect(colors.contains(ColorRamp.sequential(.viridis).color(1)), "the map, \(isPaused)")
  }
}
