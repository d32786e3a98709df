import Analysis
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI
@testable import TextFormats

@Suite struct FiltersViewTests {
  private func state(
    _ layer: String, _ width: Int, _ height: Int, colors: TerminalDescription.Colors = .many,
    weights: ModelWeights? = nil
  ) throws -> State {
    let terminal = TerminalDescription(
      width: width, height: height, colors: colors, unicode: colors > .none)
    let weights = try weights ?? SampleState.weights()
    var state = SampleState.select(
      layer, in: try SampleState.opening(terminal: terminal, weights: weights))
    state.view = .filters
    return state
  }

  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func everyLayerHasKernels(_ width: Int, _ height: Int) throws {
    for (layer, word) in [
      ("conv1", "kernels of 7×7"), ("fire4/expand3x3", "channel 0"),
      ("fire5/squeeze1x1", "weight"), ("conv10", "channel 0"), ("maxpool4", "fire4/expand1x1"),
      ("softmax", "conv10"),
    ] {
      let screen = ExplorerView.draw(try state(layer, width, height)).text
      #expect(screen.contains { $0.contains(word) }, "\(layer)")
    }
    #expect(ExplorerView.draw(try state("conv1", 1, 1)).text == ["q"])
  }

  @Test func theMarkedKernelIsInWords() throws {
    let state = try state("fire4/expand3x3", 80, 24)
    let screen = ExplorerView.draw(state).text
    let incoming = try #require(state.incoming)
    let input = incoming.strongest[0]
    let norm = Numbers.value(incoming.norms[input])
    #expect(screen[1].contains("channel 0 of 128: 32 kernels of 3×3"))
    #expect(screen.contains { $0.contains("reads fire4/squeeze1x1:\(input)") })
    for word in ["norm  \(norm)", "rank  1 of 32", "zeros 0 of 9", "share "] {
      #expect(screen.contains { $0.contains(word) }, "\(word)")
    }
    #expect(screen[22].contains("fire4/squeeze1x1:\(input)  norm \(norm)"))
    // Its values stand in the large kernel.
    let layer = try #require(state.selectedLayer)
    let kernel = try #require(state.model.weights?.kernel(of: layer, channel: 0, input: input))
    for value in kernel {
      #expect(screen.contains { $0.contains(Numbers.value(Double(value))) }, "\(value)")
    }
  }

  /// One scale around zero, blue first in the file: what is drawn is computed again from the bytes.
  @Test(arguments: [Preprocessing.caffe, .torchvision])
  func picturesHaveTheirColours(_ preprocessing: Preprocessing) throws {
    let made = try SampleState.weights()
    var convolutions = made.convolutions
    var kernel = [Float](repeating: 0, count: 96 * 147)
    // Channel 1: the first plane of the file full, the others none; channel 2: all below zero.
    for index in 0..<49 { kernel[index] = 0.5 }
    for index in 147..<294 { kernel[index] = -1 }
    convolutions["conv1"] = ConvolutionWeights(kernel: kernel, bias: .init(repeating: 0, count: 96))
    let weights = try ModelWeights(
      architecture: .v10, convolutions: convolutions, preprocessing: preprocessing,
      paddingConvention: .caffe,
      isTrained: true)
    var state = try state("conv1", 80, 24, colors: .direct, weights: weights)
    state.filters.ownColors = false
    let canvas = ExplorerView.draw(state)
    let layout = state.filtersLayout
    func color(_ place: Int) -> Color {
      canvas[1 + place * (layout.tileWidth + layout.gap), 3].style.foreground
    }
    let full: UInt8 = 191
    let first =
      preprocessing.order == .bgr
      ? RGB(red: 128, green: 128, blue: full) : RGB(red: full, green: 128, blue: 128)
    #expect(color(0) == .rgb(first))
    #expect(color(1) == .rgb(RGB(red: 0, green: 0, blue: 0)))
    #expect(color(2) == .rgb(RGB(red: 128, green: 128, blue: 128)))
    var own = state
    own.filters.ownColors = true
    let bright = ExplorerView.draw(own)[1, 3].style.foreground
    #expect(
      bright
        == .rgb(
          preprocessing.order == .bgr
            ? RGB(red: 128, green: 128, blue: 255) : RGB(red: 255, green: 128, blue: 128)))
    // 256 colours have the nearest.
    state.terminal.colors = .many
    let many = ExplorerView.draw(state)
    #expect(many[1, 3].style.foreground == .indexed(Palette.nearest(first)))
  }

  /// Whole, or a letter: `gre` is no word.
  @Test func planesHaveNames() throws {
    for (width, height, name) in [(40, 12, "G"), (80, 24, "green"), (200, 60, "green")] {
      var state = try state("conv1", width, height)
      state.filters.showsPlanes = true
      if width == 40 { state.filters.enlargement = -9 }
      let label = ExplorerView.draw(state).text[2].split(separator: " ").map(String.init)
      #expect(label.contains(name), "\(label)")
    }
  }

  @Test func levelsOfColours() {
    #expect(KernelTone.level(0, reach: 1) == 128 && KernelTone.level(0, reach: 0) == 128)
    #expect(KernelTone.level(1, reach: 1) == 255 && KernelTone.level(-1, reach: 1) == 0)
    #expect(KernelTone.level(9, reach: 1) == 255 && KernelTone.level(.nan, reach: 1) == 128)
  }

  @Test func withoutColoursThePlanesAreSigned() throws {
    let screen = ExplorerView.draw(try state("conv1", 80, 24, colors: .none)).text
    #expect(screen[1].contains("3 planes (pictures need 256 colours)"))
    #expect(screen[2].contains("red") && screen[2].contains("green") && screen[2].contains("blue"))
    #expect(screen.allSatisfy { $0.allSatisfy(\.isASCII) })
  }

  /// What a squeeze reads is both halves of the block before it, through the pooling between.
  @Test func eitherHalfIsNamedWithItsShare() throws {
    let state = try state("fire5/squeeze1x1", 80, 24)
    let screen = ExplorerView.draw(state).text
    #expect(screen.contains { $0.hasPrefix(" fire4/expand1x1  ") })
    #expect(screen.contains { $0.hasPrefix(" fire4/expand3x3  ") })
    let strongest = try #require(state.incoming?.strongest)
    let row = try #require(screen.firstIndex { $0.contains("▸") })
    let half =
      strongest[0] < 128 ? "expand1x1:\(strongest[0])" : "expand3x3:\(strongest[0] - 128)"
    #expect(screen[row].contains("▸fire4/\(half) "))
    #expect(ExplorerView.draw(state).cursor != nil)
    #expect(state.pressed(x: 40, y: row + 2)?.filters.place == 2)
  }

  @Test func theKernelUnderTheMouseIsTheOneDrawn() throws {
    for layer in ["conv1", "fire4/expand3x3"] {
      let state = try state(layer, 80, 24)
      let layout = state.filtersLayout
      let x = 2 + layout.tileWidth + layout.gap
      #expect(state.pressed(x: x, y: 3)?.filterPlace == 1)
      #expect(
        state.pressed(x: x, y: 2 + layout.lineHeight)?.filterPlace == layout.columns + 1)
      #expect(state.pressed(x: 70, y: 10) == nil)
    }
  }

  @Test func withoutWeightsItIsSaid() throws {
    var state = SampleState.select("fire4/expand3x3", in: try SampleState.opening())
    state.view = .filters
    #expect(ExplorerView.draw(state).text[3].contains("no weights here"))
    #expect(state.pressed(x: 3, y: 3) == nil)
  }
}
