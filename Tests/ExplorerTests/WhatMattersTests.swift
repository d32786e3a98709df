import Reports
import SqueezeNet
import Testing

@testable import Explorer
@testable import Inference
@testable import TerminalUI

@Suite("What matters")
struct WhatMattersTests {
  /// The photo is 64 × 72 pixels, the fake's answer 504.
  private func measured() throws -> Explored {
    var explored = try Explored.opened()
    explored.press("E")
    let asked = try #require(explored.covering)
    let effects = places(explored.state.occlusionGrid, 196)
    explored.send(
      .session(.occlusionEffects(generation: asked.number, effects: effects, isOver: true)))
    return explored
  }

  /// Class 504 loses most at the fifth row and seventh column.
  private func places(_ grid: OcclusionGrid, _ count: Int) -> OcclusionEffects {
    func answer(_ loss: Float) -> OcclusionEffects.Answer {
      var values = [Float](repeating: 0, count: Architecture.v10.classCount)
      (values[504], values[3]) = (0.75 - loss, 0.25)
      return OcclusionEffects.Answer(logits: values, probabilities: values)
    }
    return OcclusionEffects(
      grid: grid, whole: answer(0),
      covered: (0..<count).map { answer($0 == 62 ? 0.7 : $0 == 63 ? 0.6 : Float($0) / 1000) })
  }

  @Test func oneKeyStartsAndTheMapGrows() throws {
    var explored = try Explored.opened()
    explored.press("W")
    let effects = explored.press("E")
    #expect(
      effects.contains(.session(.measureOcclusionEffects(side: 9, generation: 1))))
    #expect(!explored.state.isSettled && explored.state.effects.asked.progress?.of == 196)
    let grid = explored.state.occlusionGrid
    explored.send(
      .session(.occlusionEffects(generation: 1, effects: places(grid, 50), isOver: false)))
    #expect(explored.state.placeLosses.count == 50 && explored.state.markedPlace == 49)
    #expect(ExplorerView.draw(explored.state).text[0].contains("places 50 of 196"))
    explored.send(
      .session(.occlusionEffects(generation: 9, effects: places(grid, 60), isOver: false)))
    #expect(explored.state.placeLosses.count == 50, "another request's answer")
    explored.send(
      .session(.occlusionEffects(generation: 1, effects: places(grid, 196), isOver: true)))
    #expect(explored.state.isSettled && explored.state.markedPlace == 62)
    // What is measured stays while other views are looked at.
    explored.press("S", "E")
    #expect(explored.covering?.number == 1 && explored.state.placeLosses.count == 196)
  }

  /// Of each row the class that wins at some of 196 places; 504 is the answer with nothing covered.
  @Test(arguments: [
    ([:], "none of the 196 places changes the answer"),
    ([9: 2], "1 of 196 places changes the answer to great white shark"),
    ([0: 2, 7: 2], "2 of 196 places change the answer to great white shark"),
    ([0: 3, 7: 2, 195: 3], "3 of 196 places change the answer, most of them to tiger shark"),
    ([3: 5, 4: 2], "2 of 196 places change the answer, most of them to great white shark"),
  ])
  func placesThatChangeTheAnswer(_ winners: [Int: Int], _ words: String) {
    func answer(_ winner: Int) -> OcclusionEffects.Answer {
      let values = (0..<1000).map { Float($0 == winner ? 1 : 0) }
      return OcclusionEffects.Answer(logits: values, probabilities: values)
    }
    func sentence(_ count: Int) -> String? {
      let effects = OcclusionEffects(
        grid: OcclusionGrid(size: InputSize(64)), whole: answer(504),
        covered: (0..<count).map { answer(winners[$0] ?? 504) })
      return SensitivityReport.changes(effects, ClassNames(of: .v10))
    }
    let found = sentence(196)
    #expect(found == words)
    #expect(sentence(195) == nil)
  }

  /// The answer that a place promises is that beside the square that was there.
  @Test func noSquareTakesTheOthersPlace() throws {
    var explored = try Explored.opened()
    explored.press("W", "#")
    explored.settle()
    explored.press("E")
    let asked = try #require(explored.covering)
    let effects = places(explored.state.occlusionGrid, 196)
    explored.send(
      .session(.occlusionEffects(generation: asked.number, effects: effects, isOver: true)))
    let ablation = explored.state.whatIf.ablation
    explored.press(.enter)
    #expect(explored.state.view == .effects && explored.state.whatIf.ablation == ablation)
    #expect(explored.state.message?.text.hasPrefix("measured with another square") == true)
  }

  @Test func escapeStopsAndSaysSo() throws {
    var explored = try Explored.opened()
    explored.press("E")
    #expect(explored.press(.escape) == [.session(.cancel)])
    #expect(explored.state.message?.text == "stopped: t measures it again")
    explored.settle()
    #expect(explored.state.view == .effects && explored.state.isSettled)
    #expect(explored.press(.down).isEmpty, "stopped is stopped")
    #expect(
      explored.press("t").contains(.session(.measureOcclusionEffects(side: 9, generation: 2))))
    #expect(explored.press("t") == [.session(.cancel)])
    explored.settle()
    // Leaving the view stops it, too; coming back begins again.
    explored.press("t")
    #expect(explored.press("L").first == .session(.cancel))
    explored.settle()
    explored.press("E")
    #expect(explored.covering != nil)
    explored.press("r")
    explored.settle()
    #expect(explored.covering != nil, "another pass is measured anew")
  }

  @Test func placesAreMarkedAndTried() throws {
    var explored = try measured()
    explored.press("*")
    #expect(explored.state.markedPlace == 62)
    explored.press("*")
    #expect(explored.state.markedPlace == 63)
    explored.press(.left, .up, .home)
    #expect(explored.state.markedPlace == 62)
    explored.press(.end, .pageUp, .right, "h")
    #expect(explored.state.markedPlace == 0)
    explored.press("g", .enter)
    #expect(explored.state.view == .whatIf)
    let square = try #require(explored.state.whatIf.ablation.occlusion)
    #expect(square == explored.state.occlusionGrid[62])
    #expect(square.row == 17 && square.column == 29 && square.side == 9)
    explored.settle()
    explored.press("u", .escape)
    explored.settle()
    #expect(explored.state.view == .effects)
  }

  /// What a place does is tried on the map's own photo: the map, its class and its words stay.
  @Test func theMapStaysWhenAPlaceIsTried() throws {
    var explored = try measured()
    let (losses, number) = (explored.state.placeLosses, explored.covering?.number)
    func screen() -> [String] { ExplorerView.draw(explored.state).text }
    let before = screen()
    #expect(before[1].contains("9×9 px square, 196 places"))
    explored.press("g", .enter)
    explored.settle()
    #expect(explored.state.pass.top.first?.index == 3, "another answer by now")
    explored.press(.escape)
    explored.settle()
    #expect(explored.state.view == .effects && explored.covering?.number == number)
    #expect(explored.state.placeLosses == losses && explored.state.occludedClass == 504)
    #expect(screen()[1].hasSuffix("measured with nothing off or covered"))
    #expect(zip(screen(), before).dropFirst(2).dropLast().allSatisfy { $0 == $1 })
    // With the square, where that is wanted; and that stays, too.
    explored.press("t")
    let asked = try #require(explored.covering)
    explored.send(
      .session(
        .occlusionEffects(
          generation: asked.number, effects: places(explored.state.occlusionGrid, 196),
          isOver: true)))
    #expect(screen()[1].contains("9×9 px square, 196 places"))
    explored.press("W", "z", "E")
    explored.settle()
    #expect(screen()[1].hasSuffix("measured with square: t anew"))
    explored.press("$")
    #expect(explored.state.message?.text.hasPrefix("no command") == true)
  }

  @Test func theSquareHasASize() throws {
    var explored = try measured()
    explored.press("+")
    #expect(explored.state.occlusionGrid.side == 11)
    #expect(explored.covering?.side == 11)
    for _ in 0..<60 { explored.press("-") }
    #expect(explored.state.occlusionGrid.side == 2)
    for _ in 0..<60 { explored.press("=") }
    #expect(explored.state.occlusionGrid.side == 64)
    #expect(explored.state.message?.text.contains("as large") == true)
    explored.press("m")
    #expect(explored.state.effects.showsLogits)
  }

  @Test func channelsAreRanked() throws {
    var explored = try measured()
    explored.press("4", .tab)
    let asked = try #require(explored.ablating)
    #expect(asked.layer == explored.network.layer(named: "fire4")?.index)
    var logits = [Float](repeating: 0, count: Architecture.v10.classCount)
    let without = (0..<256).map { channel in
      logits[504] = -Float(channel * 7 % 256)
      return logits
    }
    logits[504] = 0
    explored.send(
      .session(
        .ablationLosses(
          generation: asked.number,
          ablationLosses: AblationLosses(layer: asked.layer, logits: logits, without: without))))
    explored.settle()
    #expect(explored.state.channelsByLoss.first == 73 && explored.state.isSettled)
    explored.press(.end)
    let text = ExplorerView.draw(explored.state).text.joined(separator: " ")
    #expect(text.contains("stays the same") && !text.contains("by 0"))
    explored.press("*")
    #expect(explored.state.map.channel == 73)
    explored.press(.down, .up, .down)
    #expect(explored.state.map.channel == explored.state.channelsByLoss[1])
    explored.press(.enter)
    #expect(explored.state.view == .singleMap)
    explored.press(.escape, "0")
    explored.settle()
    #expect(explored.ablating?.layer != explored.state.selectedLayer?.index)
    explored.press("*", .down, .enter)
    explored.press(.escape, "t", .tab)
    #expect(explored.state.effects.section == .places)
  }

  @Test(arguments: ["places", "measuring places", "channels"])
  func everySize(_ name: String) throws {
    var state = try SampleState.named(name)
    for (width, height) in [(1, 1), (40, 12), (80, 24), (120, 36), (200, 60)] {
      for colors in [TerminalDescription.Colors.none, .many] {
        state.terminal = TerminalDescription(
          width: width, height: height, colors: colors, unicode: colors > .none)
        state.map.glyphs = colors > .none ? .blocks : .ascii
        let text = ExplorerView.draw(state).text
        guard width > 1 else { continue }
        #expect(text[1].contains(name == "channels" ? "channels of" : "places"), "\(text[1])")
        guard width >= 80 else { continue }
        let words = text.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains(name == "channels" ? "without channel 5" : "covering the 34"))
      }
    }
  }
}
