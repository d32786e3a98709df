import Inference
import SqueezeNet
import Testing

@testable import Explorer

@Suite("On the photo")
struct OnPhotoTests {
  /// conv1 at 64 × 72: maps of 29 × 33 values; channel 3 is zero but for three places.
  private func onPhoto(_ places: [(row: Int, column: Int, value: Float)]) throws -> Explored {
    var explored = try Explored.opened()
    explored.press("1", "P")
    explored.settle()
    let layer = try #require(explored.state.selectedLayer)
    var values = [Float](repeating: 0, count: layer.outputShape.count)
    for place in places { values[(place.row * 33 + place.column) * 96 + 3] = place.value }
    let activation = try #require(Activation(shape: layer.outputShape, values: values))
    explored.state.map.activation = HeldActivation(layer: 0, activation: activation)
    explored.state.map.channel = 3
    return explored
  }

  @Test func aStarGoesFromTheStrongestPlaceToTheNext() throws {
    var explored = try onPhoto([(4, 5, 2), (20, 9, 7), (11, 30, 3)])
    for (row, column) in [(20, 9), (11, 30), (4, 5), (20, 9)] {
      explored.press("*")
      #expect(explored.state.singleMap.row == row && explored.state.singleMap.column == column)
    }
    explored.press("l", "*")
    #expect(explored.state.singleMap.row == 20 && explored.state.singleMap.column == 9)
  }

  @Test func channelsWithoutAnAnswerSaySo() throws {
    var explored = try onPhoto([])
    explored.press("*")
    #expect(explored.state.message?.text.contains("answers to nothing") == true)
    explored.press("m", "*")
    #expect(explored.state.map.reduction == .mean && explored.state.shownPatches.isEmpty)
    #expect(explored.state.message?.text.contains("a mean over channels") == true)
  }

  @Test func theCursorIsTheOneOfTheMap() throws {
    var explored = try onPhoto([])
    explored.press("g", .home, "j", "l", "l")
    let step = explored.state.onPhotoStep
    #expect(explored.state.singleMap.row == step && explored.state.singleMap.column == 2 * step)
    explored.press("M")
    #expect(explored.state.singleMap.row == step)
  }

  /// conv1 in geometry caffe has no padding: value (r, c) sees 7 × 7 pixels from (2r, 2c) on.
  @Test func theRegionFollowsTheCursor() throws {
    var explored = try onPhoto([(20, 9, 7)])
    explored.press("*")
    let region = try #require(explored.state.regionUnderCursor)
    #expect(region.rows == 40..<47 && region.columns == 18..<25)
  }

  @Test func theOverlayNeedsColours() throws {
    var explored = try onPhoto([])
    explored.press("b")
    #expect(explored.state.mapLiesOver)
    explored.press("a", "b")
    #expect(!explored.state.mapLiesOver && explored.state.onPhoto.laysMapOver)
    #expect(explored.state.message?.text.contains("only coloured blocks") == true)
  }

  @Test func patchesStandInTheMapsPlaceWhereThereIsNoRoom() throws {
    var explored = try onPhoto([])
    explored.press(.tab)
    #expect(explored.state.patchesAreInstead)
    explored.press("M", "P")
    #expect(explored.state.patchesAreInstead, "a view is found as it was left")
    explored.send(.resized(width: 200, height: 60))
    #expect(!explored.state.patchesAreInstead)
    explored.press(.tab)
    #expect(explored.state.message?.text.contains("side by side") == true)
  }

  @Test(arguments: [(40, 10), (80, 22), (110, 28), (120, 28), (200, 58), (500, 20)])
  func everythingHasItsPlace(_ width: Int, _ height: Int) {
    for size in [
      InputSize(227), InputSize(height: 480, width: 640), InputSize(height: 2000, width: 40),
    ] {
      let layout = OnPhotoLayout(width: width, height: height, size: size)
      var (columns, lines) = (2 * layout.pictureWidth + 4, 1 + layout.pictureHeight + layout.lines)
      if case .beside(let patches) = layout.patches { columns += patches + 2 }
      if case .below(let patches) = layout.patches { lines += patches }
      #expect(columns <= width && lines <= height, "\(layout)")
      #expect(layout.pictureWidth > 0 && layout.pictureHeight > 0)
    }
  }
}
