import Testing

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

private func state(_ view: View, _ width: Int, _ height: Int, layer: String = "fire9") throws
  -> State
{
  let terminal = TerminalDescription(width: width, height: height, colors: .many, unicode: true)
  let opening = try SampleState.opening(terminal: terminal)
  var state = SampleState.pass(opening, to: opening.network.layers.count)
  state = SampleState.select(layer, in: state)
  state.view = view
  return state
}

/// Frame and way out are where they are in every view, at every size.
@Test(arguments: View.allCases, [(40, 12), (80, 24), (200, 60)])
func viewsHaveTheSameFrame(_ view: View, _ size: (Int, Int)) throws {
  let canvas = ExplorerView.draw(try state(view, size.0, size.1))
  #expect(canvas.text[0].contains("done"))
  let hints = try #require(canvas.text.last)
  #expect(hints.contains("v views  ? keys"))
  #expect(hints.hasSuffix(view == .layers ? "q quit" : "Esc back"))
  #expect(ExplorerView.draw(try state(view, 1, 1)).text == ["q"])
}

@Test(arguments: [(40, 12), (80, 24), (200, 60)])
func theSheetMarksTheSelectedMapWithoutColour(_ width: Int, _ height: Int) throws {
  var state = try state(.sheet, width, height)
  for channel in [0, 1, 255, 511] {
    state.map.channel = channel
    state.sheet.scroll = state.firstSheetLine
    let canvas = ExplorerView.draw(state)
    let marks = canvas.text.filter { $0.contains("▸\(channel) ") }
    #expect(marks.count == 1, "\(channel)")
    #expect(canvas.text.contains { $0.hasPrefix(" channel \(channel)") })
  }
}

@Test func theSheetSaysWhatItDidToTheValues() throws {
  var state = try state(.sheet, 80, 24, layer: "conv1")
  #expect(ExplorerView.draw(state).text[1].hasSuffix("mean of 8×8  own scale  0-9 of 96"))
  state.map.scaling = MapScaling(ends: .layer, clip: 1, gamma: 0.5)
  state.terminal.width = 120
  #expect(ExplorerView.draw(state).text[1].contains("layer's scale, clip 1%, gamma 0.5"))
}

/// The middle of the disc of channel 1 is at 0.35 of the height and half the width.
@Test func theCursorHasItsExactValueAndItsPlaceOnTheRulers() throws {
  var state = try state(.singleMap, 80, 24)
  state.map.channel = 1
  (state.singleMap.row, state.singleMap.column) = (4, 6)
  let value = try #require(state.featureMap?.value(row: 4, column: 6))
  let canvas = ExplorerView.draw(state)
  #expect(canvas.text[21].contains("row 4  column 6"))
  #expect(canvas.text[21].contains("value \(value)"))
  let cursor = try #require(canvas.cursor)
  #expect(canvas[cursor.x, 2].character == "▼" && canvas[0, cursor.y].character == "▸")
  // 13 values in 36 samples: the seventh's middle is the nineteenth, after the ruler.
  #expect(cursor.x == 19)
  (state.singleMap.row, state.singleMap.column) = (0, 0)
  let hit = try #require(state.pressed(x: cursor.x, y: cursor.y))
  #expect(hit.singleMap.row == 4 && hit.singleMap.column == 6)
}

@Test func numbersStandInTheCellsWhereTheyFit() throws {
  var state = try state(.singleMap, 80, 24)
  func numbers(_ canvas: Canvas) -> Int {
    canvas.text[3..<21].filter { line in line.prefix(50).contains { $0.isNumber } }.count
  }
  #expect(numbers(ExplorerView.draw(state)) == 0)
  state.singleMap.zoom = 8
  #expect(numbers(ExplorerView.draw(state)) == 4)
  // Fewer digits in smaller cells; in characters, nothing would be left of the map.
  state.singleMap.zoom = 4
  let small = ExplorerView.draw(state)
  #expect(numbers(small) == 9)
  let words = small.text[4].dropFirst().prefix(49).split { $0 == " " || $0 == "▀" }
  #expect(words.count == 12 && words.allSatisfy { $0.count <= 3 })
  state.map.glyphs = .ascii
  state.singleMap.zoom = 3
  #expect(numbers(ExplorerView.draw(state)) == 0)
}

@Test func aFirstVisitIsExplainedOnEveryScreen() throws {
  for view in View.allCases where view != .layers {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
      var state = try state(.layers, width, height)
      _ = update(&state, .key(.character(Character(view.letter.uppercased()))))
      let line = try #require(
        ExplorerView.draw(state).text.last { $0.contains(state.message?.text ?? "?") })
      #expect(!line.isEmpty && !line.contains("…"), "\(view) at \(width)")
    }
  }
}

@Test func histogramsCountEveryValue() throws {
  let state = try state(.singleMap, 80, 24)
  let map = try #require(state.featureMap)
  let lines = ExplorerView.draw(state).text
  let heading = try #require(lines.firstIndex { $0.contains("non-zero values") })
  let bins = lines[(heading + 1)..<23].compactMap { line in
    line.split(separator: " ").last.flatMap { Int($0) }
  }
  #expect(bins.reduce(0, +) == map.values.count { $0 != 0 })
}
