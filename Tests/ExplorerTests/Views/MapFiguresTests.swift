import Heatmaps
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite struct MapFiguresTests {
  /// A histogram of one value has one line, whatever room there is.
  @Test func oneValueStandsOnce() throws {
    let state = try SampleState.named("one map")
    let map = try #require(FeatureMap(height: 2, width: 3, values: [2, 2, 2, 0, 2, 2]))
    var canvas = Canvas(width: 40, height: 30)
    let rect = Rect(x: 0, y: 0, width: 40, height: 30)
    MapFigures.draw(map, state, in: rect, Theme(state.terminal), on: &canvas)
    let bars = canvas.text.filter { $0.hasPrefix("  2.000 ") }
    #expect(bars.count == 1 && bars.first?.hasSuffix("    5") == true, "\(canvas.text)")
  }
}
