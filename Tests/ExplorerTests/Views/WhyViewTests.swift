import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI
@testable import TextFormats

private func why(_ width: Int, _ height: Int, colors: TerminalDescription.Colors = .many) throws
  -> State
{
  var state = try SampleState.named("why")
  state.terminal = TerminalDescription(width: width, height: height, colors: colors, unicode: true)
  state.map.glyphs = .blocks
  return state
}

@Suite struct WhyViewTests {
  /// At every size: the class, the sum beside the score, and the marked channel.
  @Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 30), (200, 60)])
  func itSaysWhatTheScoreIsMadeOf(_ width: Int, _ height: Int) throws {
    var state = try why(width, height)
    let explanation = try #require(state.explanation)
    for place in [0, 1, 200, 511] {
      state.why.place = place
      state.keepWhyInRange()
      let text = ExplorerView.draw(state).text
      #expect(text[1].contains("centipede") && text[1].contains("50.00%"))
      let sum = try #require(text.first { $0.contains("sum ") })
      #expect(sum.contains(Numbers.fixed(explanation.sum, 6)))
      let score = try #require(text.first { $0.contains("score ") })
      #expect(score.contains(Numbers.fixed(Double(explanation.logit), 6)))
      let channel = explanation.channelsByContribution[place]
      let marked = text.filter { $0.contains("▸") }
      #expect(marked.count == 1 && marked[0].contains(" \(channel) "), "\(marked)")
    }
    #expect(ExplorerView.draw(try why(1, 1)).text == ["q"])
  }

  /// The class rather than another one: the differences add up to that of the logits, at every size.
  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func oneClassRatherThanAnother(_ width: Int, _ height: Int) throws {
    var state = try why(width, height)
    (state.why.chosen, state.why.rival) = (967, 504)
    let shown = try #require(state.shownExplanation)
    let text = ExplorerView.draw(state).text
    #expect(
      text[1].contains(width < 80 ? "espresso rather than" : "espresso rather than coffee mug"))
    #expect(text.contains { $0.contains("sum ") && $0.contains(Numbers.fixed(shown.sum, 6)) })
    #expect(text.contains { $0.contains(Numbers.fixed(shown.score, 6)) })
    let first = try #require(text.first { $0.contains("▸") || $0.contains("> ") })
    #expect(first.contains(" \(shown.channelsByContribution[1]) "))
    #expect(abs(shown.difference) < 1e-4)
    // Itself is no rival.
    state.why.chosen = 504
    #expect(!ExplorerView.draw(state).text[1].contains("rather"))
  }

  /// Over the photo, the map's peak has more of the ramp's end than the photo alone, and where
  /// conv10 sees nothing for the class the photo stays grey.
  @Test func theMapLiesOverThePhoto() throws {
    var state = try why(80, 24, colors: .direct)
    func colors() -> [RGB] {
      let canvas = ExplorerView.draw(state)
      return (2..<20).flatMap { y in
        (1..<39).compactMap { x in
          if case .rgb(let color) = canvas[x, y].style.foreground { color } else { nil }
        }
      }
    }
    let overlay = colors()
    state.why.picture = .map
    let map = colors()
    state.why.picture = .photo
    let photo = colors()
    #expect(overlay.count == photo.count && map.count == photo.count)
    #expect(overlay != map && overlay != photo)
    let isGrey = overlay.count { $0.red == $0.green && $0.green == $0.blue }
    #expect(isGrey < overlay.count * 3 / 4, "where the map is zero, the photo is as it was")
    #expect(Set(map).count < Set(overlay).count, "the photo shows through")
  }

  @Test func partsAndClassesCanBeClicked() throws {
    let state = try why(80, 24)
    let lines = ExplorerView.draw(state).text
    let row = try #require(lines.firstIndex { $0.contains(" 41 ") })
    #expect(state.pressed(x: 50, y: row)?.why.place == 2)
    #expect(state.pressed(x: 5, y: 5) == nil)
    let list = try SampleState.named("classes")
    let names = ExplorerView.draw(list).text
    let cup = try #require(names.firstIndex { $0.contains("measuring cup") })
    let chosen = try #require(list.pressed(x: 9, y: cup))
    #expect(
      chosen.overlay == nil && chosen.network.classes[chosen.why.chosen ?? 0] == "measuring cup")
  }
}
