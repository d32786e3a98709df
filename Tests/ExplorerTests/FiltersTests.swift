import Analysis
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

@Suite("Filters")
struct FiltersTests {
  private static let weights = Result { try ModelWeights.glorot(architecture: .v10) }

  /// Nothing is computed: the view needs no pass.
  private func opened(_ layer: String) throws -> Explored {
    var explored = try Explored(weights: try Self.weights.get())
    explored.press("K")
    explored.state.show(layer: explored.network.layer(named: layer), channel: 0, view: nil)
    explored.send(.resized(width: 80, height: 24))
    return explored
  }

  @Test func theLettersOpenIt() throws {
    var explored = try Explored.opened(weights: try Self.weights.get())
    explored.press("v", "k")
    #expect(explored.state.view == .filters && explored.state.filterPicture == .colors)
    #expect(explored.state.message?.text.contains("mark a kernel") == true)
    explored.press("q")
    #expect(explored.state.view == .layers)
  }

  @Test func picturesOfConv1AreWalkedThrough() throws {
    var explored = try opened("conv1")
    let columns = explored.state.filtersLayout.columns
    #expect(explored.state.filterOrder == Array(0..<96) && columns > 1)
    explored.press("l", "j", "k", .right)
    #expect(explored.state.map.channel == 2 && explored.state.filterPlace == 2)
    explored.press("j")
    #expect(explored.state.map.channel == 2 + columns)
    explored.press("G", .down)
    #expect(explored.state.map.channel == 95)
    #expect(explored.state.firstFilterLine > 0)
    explored.press("g", .up, "h")
    #expect(explored.state.map.channel == 0 && explored.state.firstFilterLine == 0)
    explored.press("o")
    let squares = explored.state.filterOrder.compactMap {
      explored.state.incoming(of: OutputChannel(layer: 0, channel: $0))?.squares
    }
    #expect(squares.count == 96 && squares == squares.sorted(by: >))
    explored.press(.enter)
    #expect(explored.state.view == .singleMap && explored.state.selectedLayer?.name == "conv1")
  }

  @Test func planesAreInTheOrderOfTheirColours() throws {
    var explored = try opened("conv1")
    explored.press("m")
    #expect(explored.state.filterPicture == .kernels)
    // The weights are of BGR.
    #expect(explored.state.filterOrder == [2, 1, 0] && explored.state.markedInput == 2)
    explored.press("l", "o")
    #expect(explored.state.markedInput == 1)
    explored.press(.enter)
    #expect(explored.state.view == .filters && explored.state.message != nil)
    explored.press("m")
    #expect(explored.state.filterPicture == .colors)
    // Without colours there are planes only.
    explored.state.terminal.colors = .none
    explored.press("m")
    #expect(explored.state.filterPicture == .kernels)
    #expect(explored.state.message?.text.contains("need") == true)
  }

  @Test func kernelsAreSortedByStrengthOrNumber() throws {
    var explored = try opened("fire4/expand3x3")
    let incoming = try #require(explored.state.incoming)
    #expect(explored.state.filterOrder == incoming.strongest)
    explored.press("l", "l")
    let marked = try #require(explored.state.markedInput)
    #expect(marked == incoming.strongest[2])
    explored.press("o")
    #expect(explored.state.filterOrder == Array(0..<32) && explored.state.markedInput == marked)
    // By number the mark keeps its place from channel to channel, by strength it starts anew.
    explored.press("]")
    #expect(explored.state.map.channel == 1 && explored.state.markedInput == marked)
    explored.press("o", "]")
    #expect(explored.state.filters.place == 0)
    explored.press("G")
    #expect(explored.state.filters.place == 31)
    explored.press("j", "}")
    #expect(explored.state.selectedLayer?.name == "fire4" && explored.state.filters.place == 0)
  }

  /// Rows without kernels show those that compute the channel.
  @Test func blocksAndPoolingsShowWhatComputesTheirChannel() throws {
    var explored = try opened("fire4")
    #expect(
      explored.state.shownOutput.map { explored.network.layers[$0.layer].name }
        == "fire4/expand1x1")
    explored.press("[")
    #expect(explored.state.map.channel == 255)
    let shown = try #require(explored.state.shownOutput)
    #expect(explored.network.layers[shown.layer].name == "fire4/expand3x3" && shown.channel == 127)
    explored.press("}", "[")
    #expect(explored.state.selectedLayer?.name == "maxpool4")
    #expect(explored.state.shownOutput == shown)
  }

  @Test func listsHaveTheKeysOfLists() throws {
    var explored = try opened("fire5/squeeze1x1")
    #expect(explored.state.filterPicture == .weights)
    explored.press("j", "j", "k")
    #expect(explored.state.filters.place == 1)
    explored.press(.pageDown)
    #expect(explored.state.filters.place == 1 + explored.state.filtersLayout.lines)
    explored.press(.right)
    #expect(explored.state.map.channel == 1 && explored.state.filters.place == 0)
    explored.press("+")
    #expect(explored.state.message?.text.contains("single weight") == true)
  }

  /// Enter: up to the photo; Backspace: down again.
  @Test func marksLeadToWhatComputesThem() throws {
    var explored = try opened("fire5/squeeze1x1")
    explored.press("]", "j", "j")
    let input = try #require(explored.state.markedInput)
    guard case .convolution(let layer, let channel) = explored.state.origin(ofInput: input) else {
      Issue.record("no origin")
      return
    }
    explored.press(.enter)
    #expect(explored.state.view == .filters)
    #expect(explored.state.selectedLayer?.index == layer && explored.state.map.channel == channel)
    explored.press("M")
    #expect(explored.state.selectedLayer?.index == layer && explored.state.map.channel == channel)
    explored.press(.escape, .backspace)
    #expect(explored.state.view == .filters && explored.state.map.channel == 1)
    #expect(explored.state.selectedLayer?.name == "fire5/squeeze1x1")
    #expect(explored.state.filters.place == 2 && explored.state.markedInput == input)

    explored = try opened("conv10")
    explored.press("j")
    var names: [String] = []
    for _ in 0..<30 where explored.state.filterPicture != .colors {
      explored.press(.enter)
      names.append(explored.state.selectedLayer?.name ?? "")
    }
    #expect(names.first?.hasPrefix("fire9/expand") == true && names.last == "conv1")
    #expect(names.count == 17)
    for _ in 0..<17 { explored.press(.backspace) }
    #expect(explored.state.selectedLayer?.name == "conv10" && explored.state.filters.place == 1)
    explored.press(.backspace)
    #expect(explored.state.message?.text.contains("Backspace back") == true)
  }

  /// Where all fit they take the room that there is, some weights a sample wider than others: of
  /// conv1's 96 kernels of 7×7 eleven samples each at 200×60, where whole ones leave most of it empty.
  @Test func kernelsFillTheRoom() {
    func layout(_ enlargement: Int) -> FiltersLayout {
      FiltersLayout(
        width: 200, height: 58, side: 7, count: 96, halfBlocks: true, enlargement: enlargement)
    }
    #expect([-1, 0, 1].map { layout($0).samples } == [7, 11, 14])
    #expect(layout(0).columns * layout(0).lines >= 96)
    for (width, height, side) in [(1, 1, 7), (40, 10, 3), (80, 22, 7), (200, 58, 3)] {
      for enlargement in -9...9 {
        let layout = FiltersLayout(
          width: width, height: height, side: side, count: 96, halfBlocks: true,
          enlargement: enlargement)
        #expect(layout.samples >= side && layout.samples <= 28, "a sample a weight at least")
      }
    }
  }

  @Test func sizesAndScales() throws {
    var explored = try opened("fire4/expand3x3")
    let size = explored.state.filtersLayout.samples
    explored.press("+")
    #expect(explored.state.filtersLayout.samples == (size / 3 + 1) * 3)
    explored.press("-", "-", "-", "-", "-")
    #expect(explored.state.filtersLayout.samples == 3)
    explored.press("=")
    #expect(explored.state.filtersLayout.samples == 6)
    explored.press("s")
    #expect(explored.state.filters.ends == .kernel)
    explored.press("s", "s")
    #expect(explored.state.filters.ends == .channel)
    let reach = try #require(explored.state.channelReach)
    let whole = try #require(explored.state.filterReach)
    let output = try #require(explored.state.shownOutput)
    let kernel = try #require(
      Self.weights.get().convolutions["fire4/expand3x3"]?.kernel)
    let own = kernel[output.channel * 288..<(output.channel + 1) * 288]
    #expect(reach == own.map(\.magnitude).max() && whole == kernel.map(\.magnitude).max())
    explored = try opened("conv1")
    #expect(explored.state.filters.ownColors)
    explored.press("s")
    #expect(!explored.state.filters.ownColors)
    explored = try opened("conv10")
    explored.press("s")
    #expect(explored.state.filters.ends == .layer)
  }

  @Test func withoutWeightsNothingIsMarked() throws {
    var explored = try Explored.opened()
    explored.press("K", "j", "l", .enter, .escape, "u", "o", "m", "s", "+", "G")
    #expect(explored.state.filterOrder.isEmpty && explored.state.markedInput == nil)
    #expect(explored.state.incoming == nil && explored.state.view == .filters)
  }

  @Test func theMouseMarksAndOpens() throws {
    var explored = try opened("fire4/expand3x3")
    let layout = explored.state.filtersLayout
    let x = 1 + 3 % layout.columns * (layout.tileWidth + layout.gap)
    let y = 2 + 3 / layout.columns * layout.lineHeight
    explored.click(x: x, y: y)
    #expect(explored.state.filters.place == 3 && explored.state.view == .filters)
    explored.click(x: x, y: y)
    #expect(explored.state.selectedLayer?.name != "fire4/expand3x3")
  }
}
