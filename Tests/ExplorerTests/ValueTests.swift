import Analysis
import Inference
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import TerminalUI

@Suite("How a value came about")
struct ValueTests {
  private static let weights = Result { try ModelWeights.glorot(architecture: .v10) }

  private func opened(_ keys: Key...) throws -> Explored {
    var explored = try Explored.opened(weights: Self.weights.get())
    for key in keys {
      explored.press(key)
      explored.settle()
    }
    return explored
  }

  private func name(_ explored: Explored) -> String? {
    explored.state.shownPlace.map { explored.state.model.shortName(of: $0) }
  }

  @Test func itBeginsAtTheCursor() throws {
    var explored = try opened("4", "]", "M", "g", .home, .down, .down, .right, .enter)
    #expect(explored.state.view == .value && name(explored) == "fire4 2,1,1")
    #expect(explored.state.valueTrace?.value == 2 && explored.state.isSettled)
    #expect(explored.press(.down).isEmpty, "asked for once")
    explored.press(.escape)
    #expect(explored.state.view == .singleMap)
  }

  /// Where there is no cursor, the strongest value of the channel: the fake's are equal.
  @Test func elsewhereItBeginsAtTheStrongest() throws {
    let explored = try opened("4", "]", "]", "S", "V")
    #expect(name(explored) == "fire4 0,0,2")
    let mean = try opened("4", "m", "V")
    #expect(name(mean) == "fire4 0,0,2", "the first of the largest values of all channels")
  }

  @Test func aMaximumOverChannelsLeadsToTheLargest() throws {
    let explored = try opened("4", "M", "m", "m", .down, .enter)
    #expect(name(explored)?.hasSuffix(",2") == true && explored.state.map.reduction == .channel)
  }

  @Test func aClassBeginsAtItsScore() throws {
    var explored = try opened("Y")
    let index = try #require(explored.state.shownClass)
    explored.press("V")
    explored.settle()
    let place = try #require(explored.state.shownPlace)
    #expect(place.layer == explored.network.logits?.index && place.channel == index)
    #expect(explored.state.valueTrace?.operation == .globalAveragePooling)
  }

  @Test func theTrailGoesDownToThePixelsAndBack() throws {
    var explored = try opened("9", "V")
    #expect(name(explored) == "fire9 0,0,0")
    var names: [String] = []
    for _ in 0..<60 where explored.state.valueTrace?.operation != nil {
      names.append(try #require(name(explored)))
      explored.press(.enter)
      explored.settle()
      let trace = try #require(explored.state.valueTrace, "\(name(explored) ?? "")")
      #expect(trace.place == explored.state.value.trail.last?.place)
      // The selection goes along; of the image it stays where it was.
      if let layer = trace.place.layer {
        #expect(explored.state.selectedLayer?.index == layer)
        #expect(explored.state.map.channel == trace.place.channel)
        #expect(explored.state.singleMap.row == trace.place.row)
      }
    }
    #expect(explored.state.shownPlace?.layer == nil && names.count > 18)
    #expect(explored.state.selectedLayer?.name == "conv1")
    explored.press(.enter)
    #expect(explored.state.message?.text.contains("nothing comes before") == true)
    for expected in names.reversed() {
      explored.press(names.count % 2 == 0 ? .escape : .backspace)
      explored.settle()
      #expect(name(explored) == expected && explored.state.valueTrace != nil)
    }
    explored.press(.backspace)
    #expect(explored.state.view == .value && explored.state.message?.text.contains("Esc") == true)
    explored.press(.escape)
    #expect(explored.state.view == .layers)
  }

  /// conv10's border of v1.0 in `caffe` sees nothing but its bias.
  @Test func paddingEndsTheTrail() throws {
    var explored = try opened("G", "V")
    #expect(name(explored)?.hasPrefix("softmax ") == true)
    for _ in 0..<3 {
      explored.press(.enter)
      explored.settle()
    }
    #expect(name(explored)?.hasPrefix("conv10 0,0,") == true)
    #expect(explored.state.valueTrace?.leading == nil)
    #expect(explored.state.message?.text.contains("padding alone") == true)
  }

  @Test func theMarkMovesAndLeadsOn() throws {
    var explored = try opened("4", .enter, "j", "V")
    #expect(explored.state.selectedLayer?.name == "fire4/squeeze1x1")
    let trace = try #require(explored.state.valueTrace)
    #expect(explored.state.markedPart == 0)
    explored.press(.down, .down, .up)
    #expect(explored.state.markedPart == 1)
    explored.press("G")
    #expect(explored.state.markedPart == trace.parts.count - 1)
    explored.press("g", .pageDown)
    let marked = explored.state.markedPart
    #expect(marked == explored.state.valueLayout.list)
    explored.press(.enter)
    explored.settle()
    #expect(explored.state.shownPlace == trace.parts[marked].source)
    explored.press(.escape)
    explored.settle()
    #expect(explored.state.markedPart == marked, "where one was")
  }

  @Test func anotherSelectionBeginsAnotherTrail() throws {
    var explored = try opened("4", "V", .enter)
    #expect(explored.state.value.trail.count == 2)
    explored.press("]")
    explored.settle()
    #expect(explored.state.value.trail.count == 1 && explored.state.valueTrace != nil)
    explored.press("{")
    explored.settle()
    #expect(explored.state.shownPlace?.layer == explored.state.selectedLayer?.index)
    explored.press("M", .escape)
    #expect(explored.state.view == .value && explored.state.valueTrace != nil)
  }

  /// What is not computed is not explained, and is once it is.
  @Test func anotherPassIsAnotherValue() throws {
    var explored = try opened("G", "V")
    #expect(explored.state.valueTrace != nil)
    explored.press("p", "}")
    explored.settle()
    #expect(explored.state.valueTrace == nil)
    let screen = ExplorerView.draw(explored.state).text
    #expect(screen.contains { $0.contains("not computed") })
    explored.press(.enter, .down, .backspace, " ")
    explored.settle()
    #expect(explored.state.valueTrace != nil)
    explored.press(".")
    explored.send(.imageLoaded(index: 1, Explored.image))
    #expect(explored.state.valueTrace == nil)
    explored.settle()
    #expect(explored.state.valueTrace != nil)
  }

  @Test func aChannelThatIsOffSaysSo() throws {
    var explored = try opened("4", "V")
    var ablation = Ablation()
    let layer = try #require(explored.state.selectedLayer?.index)
    ablation.set(
      [explored.state.map.channel], of: layer, off: true, in: explored.network)
    explored.state.whatIf.history.record(ablation)
    explored.press(.down)
    explored.settle()
    let trace = try #require(explored.state.valueTrace)
    #expect(trace.isOff && trace.result == 0)
    #expect(ExplorerView.draw(explored.state).text[1].contains("switched off"))
  }

  @Test func theNumbersCanBeTakenAway() throws {
    let explored = try opened("4", "V")
    let content = try #require(ExportKind.trace.content(explored.state))
    #expect(content.layers(explored.network).contains(nil))
    #expect(
      content.suggestedName(.csv, image: "a/coffee.jpg", network: explored.network)
        == "coffee-fire4-0-0-0-trace.csv")
  }

  /// The rows of the parts and sums are the trace's numbers, at every size.
  @Test(arguments: [(40, 12), (80, 24), (120, 36), (200, 60)])
  func theScreenAddsUp(_ width: Int, _ height: Int) throws {
    for name in ["value", "pixel"] {
      var state = try SampleState.named(name)
      for colors in [TerminalDescription.Colors.none, .sixteen, .many, .direct] {
        state.terminal = TerminalDescription(
          width: width, height: height, colors: colors, unicode: colors != .none)
        let text = ExplorerView.draw(state).text.joined(separator: "\n")
        let trace = try #require(state.valueTrace)
        for (label, _) in state.model.sums(of: trace).suffix(height > 20 ? 9 : 1) {
          #expect(text.contains(height > 20 ? label : String(label.suffix(5))), "\(label)\n\(text)")
        }
        if name == "value" { #expect(text.contains("patch") && text.contains("kernel")) }
        if name == "value", width >= 80 {
          #expect(text.contains("pad") && text.contains("running"))
        }
      }
    }
  }

  @Test func aPressMarksAndLeadsOn() throws {
    var explored = try opened("4", .enter, "j", "V")
    let lines = ExplorerView.draw(explored.state).text
    let name = explored.state.model.name(
      of: try #require(explored.state.valueTrace).parts[2],
      in: try #require(explored.state.valueTrace))
    let y = try #require(lines.lastIndex { $0.contains(" \(name) ") })
    for count in 1...2 {
      let click = ExplorerView.draw(explored.state).click(x: 4, y: y)
      explored.send(.mouse(Mouse(.press, x: 4, y: y), at: click))
      #expect(explored.state.value.trail.count == count)
    }
  }
}
