import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import Heatmaps

@Suite("One map")
struct SingleMapTests {
  /// conv1 at 64 × 72: maps of 29 × 33 values.
  private func oneMap() throws -> Explored {
    var explored = try Explored.opened()
    explored.press("1", "M")
    explored.settle()
    return explored
  }

  @Test func enterEnlargesAndEscLeadsBackToTheSheet() throws {
    var explored = try Explored.opened()
    explored.press("1", "S", "l", "l", .enter)
    #expect(explored.state.view == .singleMap && explored.state.map.channel == 2)
    explored.press("]", .escape)
    #expect(explored.state.view == .sheet && explored.state.map.channel == 3)
    explored.press(.escape)
    #expect(explored.state.view == .layers)
    // By its own key, too.
    explored.press("S", "M", .escape)
    #expect(explored.state.view == .sheet)
  }

  @Test func theCursorStaysOnTheMap() throws {
    var explored = try oneMap()
    let shape = try #require(explored.state.selectedLayer?.outputShape)
    #expect(shape.height == 29 && shape.width == 33)
    explored.press("z", .home, "g")
    #expect(explored.state.singleMap.row == 0 && explored.state.singleMap.column == 0)
    explored.press(.up, .left)
    #expect(explored.state.singleMap.row == 0 && explored.state.singleMap.column == 0)
    explored.press(.end, "G", .down, .right)
    #expect(explored.state.singleMap.row == 28 && explored.state.singleMap.column == 32)
    explored.press("h", "k")
    #expect(explored.state.singleMap.row == 27 && explored.state.singleMap.column == 31)
  }

  @Test func zoomShowsAPartAroundTheCursor() throws {
    var explored = try oneMap()
    let whole = explored.state.singleMapLayout
    #expect(whole.rows == 29 && whole.columns == 33 && whole.enlarged == 1)
    explored.press("+", "+", "+")
    #expect(explored.state.singleMap.zoom == 4)
    #expect(explored.state.singleMapLayout.rows == 9)
    explored.press("G", .end)
    #expect(explored.state.singleMap.top == 20)
    explored.press("g")
    #expect(explored.state.singleMap.top == 0)
    explored.press("-", "-", "-")
    #expect(explored.state.singleMap.zoom == nil && explored.state.singleMap.left == 0)
    explored.press("-")
    #expect(explored.state.singleMap.zoom == nil)
    explored.press("+", "z")
    #expect(explored.state.singleMap.zoom == nil)
    for _ in 0..<20 { explored.press("+") }
    #expect(explored.state.singleMap.zoom == 32 && explored.state.message != nil)
  }

  @Test func theCursorKeepsItsPlaceOnMapsOfAnotherSize() throws {
    var explored = try oneMap()
    explored.press("G", .end)
    explored.press("9")
    explored.settle()
    let shape = try #require(explored.state.selectedLayer?.outputShape)
    #expect(explored.state.singleMap.row == shape.height - 1)
    #expect(explored.state.singleMap.column == shape.width - 1)
    explored.press("q", "S", "M")
    #expect(explored.state.singleMap.row == shape.height - 1)
  }

  @Test func theLargestValueIsFound() throws {
    var explored = try oneMap()
    let layer = try #require(explored.state.selectedLayer)
    var values = [Float](repeating: 1, count: layer.outputShape.count)
    values[(12 * 33 + 7) * 96] = 5
    let activation = try #require(Activation(shape: layer.outputShape, values: values))
    explored.state.map.activation = HeldActivation(layer: 0, activation: activation)
    explored.press("*")
    #expect(explored.state.singleMap.row == 12 && explored.state.singleMap.column == 7)
  }

  @Test func scalesGoRoundAndAFixedOneStays() throws {
    var explored = try oneMap()
    // Channel c is 7c mod 5 everywhere: the layer's ends are 0 and 4.
    explored.press("]")
    let map = try #require(explored.state.featureMap)
    #expect(explored.state.scaleRange(of: map) == ValueRange(minimum: 2, maximum: 2))
    explored.press("s")
    #expect(explored.state.map.scaling.ends == .layer)
    #expect(explored.state.scaleRange(of: map) == ValueRange(minimum: 0, maximum: 4))
    explored.press("s", "]")
    let next = try #require(explored.state.featureMap)
    #expect(explored.state.scaleRange(of: next) == ValueRange(minimum: 2, maximum: 2))
    explored.press("%")
    #expect(explored.state.map.scaling.clip == 0, "a fixed scale takes no clip")
    explored.press("s", "%", "%", "y")
    #expect(explored.state.map.scaling.words == "own scale, clip 1%, gamma 0.7")
    for _ in 0..<3 { explored.press("%", "y") }
    #expect(explored.state.map.scaling == MapScaling())
  }
}
