import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import TerminalUI
@testable import TextFormats

@Suite struct OnPhotoViewTests {
  private func state(
    _ width: Int, _ height: Int, colors: TerminalDescription.Colors = .many
  ) throws -> State {
    var state = try SampleState.named("on the photo")
    state.terminal = TerminalDescription(
      width: width, height: height, colors: colors, unicode: true)
    state.map.glyphs = .blocks
    return state
  }

  /// At every size: the value, what it sees, and the frame on the photo.
  @Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 30), (200, 60)])
  func itFramesWhatTheValueSees(_ width: Int, _ height: Int) throws {
    let state = try state(width, height)
    let text = ExplorerView.draw(state).text
    #expect(text[1].contains("channel 200 of 256") && text[1].contains("35×35 px"))
    #expect(text.contains { $0.contains("row 10  column 30  value ") })
    // A window of 35 pixels, 4 apart, from -4 on: 3·(2·2+1)… is checked in RegionTests.
    let region = try #require(
      state.network.regionSeen(by: state.selectedLayer?.index, row: 10, column: 30, channel: 200))
    let rows = "rows \(region.rows.lowerBound)-\(region.rows.upperBound - 1)"
    #expect(height < 16 || text.contains { $0.contains(rows) })
    for place in ["┌", "┐", "└", "┘"] { #expect(text.contains { $0.contains(place) }) }
    #expect(ExplorerView.draw(try self.state(1, 1)).text == ["q"])
  }

  /// The frame lies where the region lies: its corners on the cells of its first and last pixels.
  @Test func theFrameIsWhereTheRegionIs() throws {
    let state = try state(80, 24)
    let region = try #require(state.regionUnderCursor)
    let canvas = ExplorerView.draw(state)
    let (side, samples) = (state.network.size.width, 36)
    let left = 1 + region.columns.lowerBound * samples / side
    let right = 1 + (region.columns.upperBound - 1) * samples / side
    let top = 2 + region.rows.lowerBound * samples / side / 2
    let bottom = 2 + (region.rows.upperBound - 1) * samples / side / 2
    #expect(canvas[left, top].character == "┌" && canvas[right, top].character == "┐")
    #expect(canvas[left, bottom].character == "└" && canvas[right, bottom].character == "┘")
    // The frame hides no more than its own cells.
    #expect(canvas[left - 1, top].character == "▀" && canvas[right + 1, bottom].character == "▀")
  }

  @Test func theNarrowHalfSeesLess() throws {
    var state = try state(80, 24)
    state.map.channel = 5
    #expect(ExplorerView.draw(state).text[1].contains("27×27 px"))
    state.map.reduction = .mean
    #expect(ExplorerView.draw(state).text[1].contains("35×35 px"))
  }

  @Test func layersThatSeeEverythingSaySo() throws {
    var state = try SampleState.named("on the photo")
    state = SampleState.select("avgpool10", in: state)
    let text = ExplorerView.draw(state).text.joined(separator: " ")
    #expect(text.contains("avgpool10 sees the whole photo"))
  }

  /// Where no unit stands over the photo the map is empty, not in the terminal's text colour.
  @Test func nothingIsDrawnWhereNoValueStands() throws {
    let state = SampleState.select("conv10", in: try state(80, 24))
    let canvas = ExplorerView.draw(state)
    for y in 2..<20 {
      for x in 39..<75 where canvas[x, y].character != " " {
        #expect(canvas[x, y].style.foreground != .terminal)
      }
    }
  }

  @Test func aClickPutsTheCursorThere() throws {
    let state = try state(80, 24)
    let onMap = try #require(state.pressed(x: 39 + 18, y: 11)?.singleMap)
    let onPhoto = try #require(state.pressed(x: 1 + 18, y: 11)?.singleMap)
    #expect(onMap == onPhoto)
    #expect(onMap.row == 28 && onMap.column == 28)
    #expect(state.pressed(x: 77, y: 11) == nil)
    var patches = state
    patches.onPhoto.showsPatches = true
    let first = try #require(patches.shownPatches.first)
    let onPatch = try #require(patches.pressed(x: 40, y: 3)?.singleMap)
    #expect(onPatch.row == first.row && onPatch.column == first.column)
  }

  @Test(arguments: [(120, 30), (200, 60)])
  func wideScreensShowPatchesToo(_ width: Int, _ height: Int) throws {
    let state = try state(width, height)
    let value = try #require(state.shownPatches.first?.value)
    let text = ExplorerView.draw(state).text
    #expect(text.contains { $0.contains("1  \(Numbers.value(Double(value)))") })
  }
}
