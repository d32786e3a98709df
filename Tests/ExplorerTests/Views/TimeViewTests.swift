import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite struct TimeViewTests {
  private func state(_ name: String, _ width: Int, _ height: Int) throws -> State {
    var state = try SampleState.named(name)
    state.terminal = TerminalDescription(
      width: width, height: height, colors: .many, unicode: true)
    return state
  }

  /// At every size the layer's own figures, as the window has them.
  @Test(arguments: [(40, 12), (60, 20), (72, 24), (80, 24), (120, 30), (200, 60)])
  func layersHaveTheirTimes(_ width: Int, _ height: Int) throws {
    let state = try state("time", width, height)
    let text = ExplorerView.draw(state).text
    let row = try #require(text.first { $0.hasPrefix("    expand3x3") && $0.contains("█") })
    let layer = try #require(state.network.layer(named: "fire4/expand3x3"))
    let timing = try #require(state.time.window.timing(ofLayer: layer.index))
    #expect(row.contains(TimeNumbers.milliseconds(timing.median)))
    #expect(width < 60 || row.contains(TimeNumbers.milliseconds(timing.p95)))
    #expect(text[1].contains("[layers]") && text[1].contains("roofline"))
    #expect(width < 80 || text[1].contains("the latest 200 of 250 passes"))
    // Shares are of the sum, which is not the time of a whole pass.
    let whole = try #require(text.first { $0.contains("whole pass") })
    #expect(whole.contains("11.300") && !whole.contains("100%"))
    #expect(height < 20 || text.contains { $0.contains("sum of layers") && $0.contains("100%") })
    #expect((height >= 20) == text.contains { $0.contains("medians don't add up") })
    #expect(width < 72 || text.contains { $0.contains("Winograd") && $0.contains("padding") })
    #expect(ExplorerView.draw(try self.state("time", 1, 1)).text == ["q"])
  }

  @Test func aLargeScreenShowsAllSections() throws {
    let text = ExplorerView.draw(try state("roofline", 200, 60)).text
    for title in [
      "Layers and blocks", "Kinds of layers", "Passes", "Threads", "Roofline", "conv10",
      "1.80×", "90%", "they meet at 5.0 MAC/B",
    ] { #expect(text.contains { $0.contains(title) }, "\(title)") }
  }

  @Test(arguments: TimeState.Section.allCases)
  func nothingIsShownThatWasNotMeasured(_ section: TimeState.Section) throws {
    var state = try state("once", 80, 24)
    state.time.section = section
    let text = ExplorerView.draw(state).text
    #expect(!text.contains { $0.contains("median") || $0.contains("p95 ") })
    switch section {
    case .layers, .kinds: #expect(!text.contains { $0.contains("%") && $0.contains("peak") })
    case .passes: #expect(text.contains { $0.contains("t times them") })
    case .threads, .roofline: #expect(text.contains { $0.contains("H measures") })
    }
    // Nothing at all while layers are pending.
    state.pass = Pass(generation: 1, layers: state.network.layers.count)
    #expect(!ExplorerView.draw(state).text.contains { $0.contains("%") })
  }

  @Test func editedNetworksHaveNoTimes() throws {
    var state = try state("time", 80, 24)
    var ablation = Ablation()
    ablation.set([1], of: 0, off: true, in: state.network)
    state.whatIf.history.record(ablation)
    let text = ExplorerView.draw(state).text
    #expect(text.contains { $0.contains("times are of the whole network") })
    #expect(!text.contains { $0.contains("GMAC/s") })
  }

  @Test func probingShowsHowFarItIs() throws {
    var state = try state("once", 80, 24)
    state.time.section = .threads
    state.time.asked = .waiting([], done: 11, of: 22)
    let text = ExplorerView.draw(state).text
    #expect(text.contains { $0.contains("step 11 of 22, H stops it") })
    #expect(text[0].contains("machine 11 of 22"))
  }

  @Test func everyTimedLayerIsOnTheRoofline() throws {
    let state = try state("roofline", 80, 24)
    let canvas = ExplorerView.draw(state)
    let marks = canvas.cells.filter {
      "1seE0".contains($0.character) && $0.style.attributes.contains(.bold)
    }
    #expect(Set(marks.map(\.character)).count == 5)
    // The selected layer is marked without colour, too.
    #expect(marks.contains { $0.style.attributes.contains(.reverse) && $0.character == "E" })
  }

  /// Why a layer passes the peak: conv10 of caffe has a border that is counted only.
  @Test func whatIsAboveTheRoofHasAReason() throws {
    let network = try state("time", 80, 24).network
    for (name, reason) in [
      ("conv10", "its padding is counted, not computed"),
      ("fire4/expand3x3", "Winograd multiplies less"),
      ("fire4/squeeze1x1", "the peak was measured at another time"),
    ] {
      let layer = try #require(network.layer(named: name))
      #expect(RooflinePane.reason(.arithmetic, [layer]) == reason)
    }
  }

  @Test func rowsAreFoundByTheMouse() throws {
    let state = try state("time", 80, 24)
    let text = ExplorerView.draw(state).text
    let y = try #require(text.firstIndex { $0.contains("maxpool8") })
    let layer = try #require(state.network.layer(named: "maxpool8"))
    #expect(state.pressed(x: 5, y: y)?.table.selection == .layer(layer.index))
  }
}
