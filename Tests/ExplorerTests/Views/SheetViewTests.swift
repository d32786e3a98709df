import Analysis
import SqueezeNet
import Testing

@testable import Explorer
@testable import Inference
@testable import TerminalUI
@testable import TextFormats

/// The contact sheet by what channels do for a class.
@Suite struct SheetViewTests {
  private static let sizes = [(80, 24), (40, 12), (200, 60)]

  private func sheet(_ layer: String, _ width: Int, _ height: Int) throws -> State {
    var state = SampleState.select(layer, in: try SampleState.named("why"))
    state.terminal = TerminalDescription(width: width, height: height, colors: .many, unicode: true)
    state.view = .sheet
    state.sheet.order = .contribution
    return state
  }

  @Test(arguments: sizes) func partsStandAtTheirMaps(_ width: Int, _ height: Int) throws {
    var state = try sheet("fire9", width, height)
    let explanation = try #require(state.explanation)
    let first = try #require(explanation.channelsByContribution.first)
    state.map.channel = first
    let text = ExplorerView.draw(state).text
    let part = Numbers.signed(explanation.contributions[first])
    #expect(text[1].contains("part"), "\(text[1])")
    #expect(text[2].hasPrefix("▸\(first)"))
    #expect(text[2].contains(part) || width == 40)
    if width >= 80 {
      #expect(text.contains { $0.contains("channel \(first)  part of the logit \(part)") })
      #expect(text[1].contains("centipede"))
    }
    #expect(ExplorerView.draw(try sheet("fire9", 1, 1)).text == ["q"])
  }

  @Test(arguments: sizes) func effectsAreCalledMeasured(_ width: Int, _ height: Int) throws {
    var state = try sheet("fire4/squeeze1x1", width, height)
    let layer = try #require(state.selectedLayer)
    let request = AblationLossState.Request(
      layer: layer.index, generation: state.pass.generation, ablation: state.whatIf.ablation)
    state.ablationLosses.asked = .waiting(request, done: 5, of: layer.outputShape.channels)
    #expect(ExplorerView.draw(state).text[0].contains("effects 5 of 32"))
    #expect(ExplorerView.draw(state).text[1].contains(width == 40 ? "effects" : "Esc stops"))
    let shown = try #require(state.shownClass)
    var logits = [Float](repeating: 0, count: Architecture.v10.classCount)
    let without = (0..<layer.outputShape.channels).map { channel in
      logits[shown] = -Float(channel)
      return logits
    }
    logits[shown] = 0
    state.ablationLosses.receive(
      AblationLosses(layer: layer.index, logits: logits, without: without),
      state.ablationLosses.asked.number)
    state.map.channel = 31
    let text = ExplorerView.draw(state).text
    #expect(text[1].contains("effect") && text[2].hasPrefix("▸31"))
    if width >= 80 {
      #expect(text[1].contains("measured") && text[2].contains("+31.0000"))
      #expect(text.contains { $0.contains("channel 31  effect +31.0000") })
    }
  }
}

/// In characters ink is a photo's light on a dark background, and its shadow on a light one.
@Test(arguments: [TerminalDescription.Colors.none, .eight])
func photosAreNoNegativesOnLightBackgrounds(_ colors: TerminalDescription.Colors) throws {
  func ink(_ background: TerminalDescription.Background) -> [Int] {
    var terminal = TerminalDescription(width: 20, height: 4, colors: colors, unicode: true)
    terminal.background = background
    let pixels = (0..<8 * 8).flatMap { [UInt8](repeating: $0 % 8 < 4 ? 10 : 245, count: 3) }
    let image = LoadedImage(width: 8, height: 8, damage: nil, pixels: pixels)
    var canvas = Canvas(width: 16, height: 8)
    PhotoView.drawPixels(
      image, size: InputSize(8), glyphs: .blocks, Theme(terminal), in: canvas.bounds, on: &canvas)
    let characters = MapStyle.shadeCharacters + MapStyle.densityCharacters
    return [0, 15].compactMap { characters.firstIndex(of: canvas[$0, 0].character) }
  }
  let (dark, light) = (ink(.dark), ink(.light))
  #expect(dark.count == 2 && light.count == 2)
  #expect(dark[0] < dark[1] && light[0] > light[1])
}
