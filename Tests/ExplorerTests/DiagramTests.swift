import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("The diagram of blocks") struct DiagramTests {
  private func text(_ state: State) -> String {
    ExplorerView.draw(state).text.joined(separator: "\n")
  }

  private func state(
    _ architecture: Architecture = .v10, _ width: Int = 80, _ height: Int = 24,
    layer: String = "fire2", to frontier: Int? = nil, unicode: Bool = true
  ) throws -> State {
    let terminal = TerminalDescription(
      width: width, height: height, colors: unicode ? .many : .none, unicode: unicode)
    let network = try SampleState.network(architecture)
    let opening = try SampleState.opening(terminal: terminal, network: network)
    var state = SampleState.pass(opening, to: frontier ?? network.layers.count)
    state = SampleState.select(layer, in: state)
    state.view = .blocks
    return state
  }

  @Test func aBlockSaysWhereItsParametersComeFrom() throws {
    for (width, height) in [(80, 24), (120, 36)] {
      let text = text(try state(.v10, width, height))
      for part in [
        "96·16+16", "16·64+64", "9·16·64+64", "55·55·96·16", "55·55·9·16·64", "= 9,280",
        "1,552 + 1,088 + 9,280 = 11,920 parameters", "61,568", "5.2 times", "55×55×96",
        "55×55×128", "64+64 channels", "squeeze1x1", "expand1x1", "expand3x3", "concatenate",
      ] {
        #expect(text.contains(part), "\(part) at \(width)")
      }
    }
    let small = text(try state(.v10, 40, 12))
    #expect(small.contains("9·16·64+64 = 9,280") && small.contains("61,568 parameters"))
  }

  /// Whatever the room, nothing is drawn outside of it.
  @Test(arguments: [Architecture.v10, .v11, .v10.with(.simple), .v10.with(.complex)])
  func aBlockFitsAnyRectangle(_ architecture: Architecture) throws {
    for layer in ["fire2", "fire3/expand3x3", "conv1", "avgpool10", "softmax"] {
      let state = try state(architecture, layer: layer)
      for (width, height) in [(30, 8), (1, 1), (28, 14), (48, 20), (60, 9), (78, 19), (200, 57)] {
        var canvas = Canvas(width: width + 4, height: height + 4)
        let mark = Cell("#")
        canvas.fill(canvas.bounds, with: mark)
        let rect = Rect(x: 2, y: 2, width: width, height: height)
        canvas.fill(rect)
        BlockDiagram.draw(state, rect, Theme(state.terminal), &canvas)
        for y in 0..<canvas.height {
          for x in 0..<canvas.width where !rect.contains(x: x, y: y) {
            #expect(canvas[x, y] == mark, "\(layer) in \(width)x\(height) at \(x),\(y)")
          }
        }
      }
    }
  }

  @Test func aBypassIsDrawn() throws {
    let simple = text(try state(.v10.with(.simple), 100, 30, layer: "fire3"))
    #expect(simple.contains(" bypass ") && simple.contains("by value"))
    let complex = text(try state(.v10.with(.complex), 100, 30))
    #expect(complex.contains(" bypass1x1 ") && complex.contains("96·128+128"))
  }

  @Test func asciiTerminalsGetAsciiOnly() throws {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
      let text = text(try state(.v10.with(.complex), width, height, unicode: false))
      #expect(text.allSatisfy { $0.isASCII }, "\(width)")
    }
  }

  @Test func aLargeScreenHasManyBlocks() throws {
    var state = try state(.v10, 200, 60, layer: "conv1")
    state.diagram.scroll = DiagramLayout(state).first
    let first = text(state)
    for name in ["conv1", "maxpool1", "fire2", "fire3", "fire5"] { #expect(first.contains(name)) }
    state.table.selection = .layer(state.network.layers.count - 1)
    let last = text(state)
    #expect(last.contains("softmax") && last.contains("conv10") && !last.contains(" conv1 "))
  }

  @Test func arrowsWalkFromBoxToBox() throws {
    var explored = try Explored.opened()
    explored.press("B")
    func leads(_ key: Key, to name: String) {
      explored.press(key)
      explored.settle()
      #expect(explored.state.selectedLayer?.name == name, "\(key)")
    }
    #expect(explored.state.view == .blocks)
    for (key, name) in [
      (.home, "conv1"), (.up, "conv1"), (.down, "maxpool1"), (.down, "fire2/squeeze1x1"),
      ("j", "fire2/expand1x1"), (.right, "fire2/expand3x3"), ("l", "fire2/expand3x3"),
      (.left, "fire2/expand1x1"), (.down, "fire2"), (.down, "fire3/squeeze1x1"), ("k", "fire2"),
      (.up, "fire2/expand1x1"), (.pageDown, "fire3/squeeze1x1"), (.pageUp, "fire2/squeeze1x1"),
      (.end, "softmax"), (.down, "softmax"),
    ] as [(Key, String)] { leads(key, to: name) }
    // A folded block is entered, and left.
    explored.press("4", .enter)
    #expect(explored.state.selectedLayer?.name == "fire4/squeeze1x1")
    explored.press("4", .up)
    #expect(explored.state.selectedLayer?.name == "fire3")
  }

  /// The fake's channel c is the same everywhere, so that the first one varies most.
  @Test func mapsComeOneByOneAndAreOfThisPass() throws {
    var explored = try Explored.opened()
    explored.press("2", "B")
    explored.settle()
    let stage = explored.state.selectedStage
    #expect(stage.allSatisfy { explored.state.strongestMap($0)?.channel == 0 })
    #expect(explored.state.isSettled)
    // Enter shows that channel alone, Esc leads back.
    explored.press(.down, .enter)
    #expect(explored.state.view == .singleMap && explored.state.map.channel == 0)
    explored.press(.escape)
    #expect(explored.state.view == .blocks)
    // Steps back and again: a map is there when its layer is done, never before.
    explored.press("r", " ")
    #expect(stage.allSatisfy { explored.state.strongestMap($0) == nil })
    explored.settle()
    explored.press("n", "n", "n")
    explored.settle()
    #expect(explored.state.selectedLayer?.name == "fire2/squeeze1x1")
    #expect(explored.state.strongestMap(stage.lowerBound) != nil)
    #expect(explored.state.strongestMap(stage.lowerBound + 1) == nil)
    // A step back keeps what is still done.
    explored.press("n")
    explored.settle()
    explored.press("p")
    #expect(explored.state.strongestMap(stage.lowerBound) != nil)
    #expect(explored.state.diagram.maps[stage.lowerBound + 1] == nil)
    // Another photo forgets them, and what still comes of the old one is dropped.
    explored.press("p", "n")
    explored.press(".")
    explored.settle()
    #expect(explored.state.diagram.maps.isEmpty)
    let late = try #require(Explored.activation(explored.network.layers[0].outputShape))
    explored.send(.session(.activations(generation: 1, outputs: [0: late])))
    #expect(explored.state.diagram.maps.isEmpty)
  }

  @Test func theMouseChoosesABoxAndOpensIt() throws {
    let state = try state(.v10)
    let lines = ExplorerView.draw(state).text
    let row = try #require(lines.firstIndex { $0.contains("expand3x3") })
    let column = try #require(Array(lines[row]).lastIndex { $0 == "x" })
    let chosen = try #require(state.pressed(x: column, y: row + 1))
    #expect(chosen.selectedLayer?.name == "fire2/expand3x3" && chosen.view == .blocks)
    #expect(try #require(chosen.pressed(x: column, y: row + 1)).view == .singleMap)
    let below = try #require(state.pressed(x: 3, y: 22))
    #expect(below.selectedLayer?.name == "fire3/squeeze1x1")
  }

  @Test func theStrongestChannelVariesMost() throws {
    let shape = Shape(height: 2, width: 2, channels: 3)
    let values: [Float] = [9, 0, 1, 9, 4, 2, 9, 0, 1, 9, 4, 2]
    let output = try #require(Activation(shape: shape, values: values))
    #expect(StrongestMap(of: output).channel == 1)
    #expect(StrongestMap(of: output).map.values == [0, 4, 0, 4])
    let broken = try #require(Activation(shape: shape, values: values.map { $0 == 4 ? .nan : $0 }))
    #expect(StrongestMap(of: broken).channel == 2)
  }

  /// The box that was computed last stands out; those to come are dim.
  @Test func steppingLightsTheBoxes() throws {
    let state = try state(to: 4)
    let theme = Theme(state.terminal)
    let styles = [2, 3, 4, 5].map { DiagramBox.style(state.network.layers[$0], state, theme) }
    #expect(styles == [.plain, theme.running, theme.label, theme.label])
  }
}
