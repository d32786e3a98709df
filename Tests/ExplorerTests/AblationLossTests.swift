import Analysis
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import Inference
@testable import TerminalUI

@Suite("The sheet by contribution")
struct EffectsTests {
  private static let weights = Result { try ModelWeights.glorot(architecture: .v10) }

  /// The sheet of a block, ordered by contribution; the strongest class is 504.
  private func sheet(_ block: Key) throws -> Explored {
    var explored = try Explored.opened(weights: Self.weights.get())
    explored.press(block, "S")
    explored.settle()
    for _ in 1..<SheetState.orders.count { explored.press("o") }
    return explored
  }

  /// Without channel c class 504 loses c mod 7, and class 3 gains as much.
  private func ablationLosses(_ layer: Int, channels: Int) -> AblationLosses {
    var logits = [Float](repeating: 0, count: Architecture.v10.classCount)
    logits[504] = 10
    let without = (0..<channels).map { channel in
      var logits = logits
      logits[504] -= Float(channel % 7)
      logits[3] += Float(channel % 7)
      return logits
    }
    return AblationLosses(layer: layer, logits: logits, without: without)
  }

  @Test func effectsAreMeasuredAndOrderTheSheet() throws {
    var explored = try sheet("5")
    let asked = try #require(explored.ablating)
    #expect(asked.layer == explored.network.layer(named: "fire5")?.index)
    #expect(
      explored.state.sheet.order == .contribution && explored.state.attributionKind == .effect)
    #expect(explored.state.ablationLosses.progress?.of == 256 && !explored.state.isSettled)
    #expect(explored.state.sheetChannels.first == 0, "by number meanwhile")
    explored.send(.session(.ablating(generation: asked.number, done: 17, of: 256)))
    #expect(explored.state.sheetOrderWords[0].contains("effect on coffee mug: 17 of 256"))
    explored.send(.session(.ablating(generation: asked.number + 1, done: 200, of: 256)))
    #expect(explored.state.ablationLosses.progress?.done == 17)
    let answer = ablationLosses(asked.layer, channels: 256)
    explored.send(.session(.ablationLosses(generation: asked.number, ablationLosses: answer)))
    #expect(explored.state.ablationLosses.progress == nil && explored.state.isSettled)
    #expect(explored.state.sheetChannels.prefix(3) == [6, 13, 20])
    #expect(explored.state.attributionWords(ofChannel: 6) == "effect +6.0000")
    #expect(explored.state.sheetOrderWords[0] == "256 channels by effect on coffee mug, measured")
    // Another class: nothing is measured anew.
    explored.state.why.chosen = 3
    let count = explored.log.count
    explored.press("g")
    #expect(explored.log.count == count && explored.state.map.channel == 0)
    #expect(explored.state.attributionWords(ofChannel: 6) == "effect -6.0000")
  }

  @Test func escapeStopsAndTheOrderBringsItBack() throws {
    var explored = try sheet("5")
    let asked = try #require(explored.ablating)
    #expect(explored.press(.escape) == [.session(.cancel)])
    #expect(explored.state.view == .sheet && explored.state.ablationLosses.progress == nil)
    explored.settle()
    #expect(explored.state.channelAttributions == nil && explored.ablating == nil)
    let late = ablationLosses(asked.layer, channels: 256)
    explored.send(.session(.ablationLosses(generation: asked.number, ablationLosses: late)))
    #expect(explored.state.channelAttributions == nil)
    #expect(explored.press("j", "k").isEmpty, "stopped is stopped")
    #expect(explored.state.sheetOrderWords[0].contains("not measured"))
    explored.press("o", "o", "o", "o", "o", "o")
    #expect(explored.ablating?.layer == asked.layer)
    explored.press("q")
    #expect(explored.state.view == .layers && explored.ablating == nil)
  }

  /// What is asked for in the same moment would be cancelled, too.
  @Test func stoppingComesBeforeWhatElseIsAsked() throws {
    var explored = try sheet("5")
    let first = explored.press("}")
    #expect(first.first == .session(.cancel))
    #expect(
      first.contains { if case .session(.measureAblationLosses) = $0 { true } else { false } })
    explored.settle()
    #expect(explored.ablating?.layer == explored.network.layer(named: "fire6")?.index)
    explored.press(".")
    explored.send(.imageLoaded(index: 1, Explored.image))
    let commands = explored.log.suffix(6)
    let stopped = commands.lastIndex(of: .session(.cancel))
    let run = commands.lastIndex { if case .session(.run) = $0 { true } else { false } }
    #expect(stopped != nil && run != nil && (stopped ?? 0) < (run ?? 0))
    explored.settle()
    #expect(explored.state.pass.isComplete)
    #expect(explored.ablating?.layer == explored.network.layer(named: "fire6")?.index)
  }

  @Test func whatWasMeasuredIsKeptUntilThePassIsAnother() throws {
    var explored = try sheet("5")
    let asked = try #require(explored.ablating)
    let answer = ablationLosses(asked.layer, channels: 256)
    explored.send(.session(.ablationLosses(generation: asked.number, ablationLosses: answer)))
    explored.press("o", "o", "o", "o", "o", "o", "q", "S")
    #expect(explored.state.channelAttributions?.count == 256)
    let count = explored.log.count {
      if case .session(.measureAblationLosses) = $0 { true } else { false }
    }
    #expect(count == 1)
    explored.press("W", "i")
    explored.settle()
    explored.press("S")
    #expect(
      explored.state.channelAttributions == nil && explored.state.ablationLosses.progress != nil)
  }

  /// Parts of the logit, exactly those of the view of the class.
  @Test func fire9HasPartsAndItsHalvesTheirs() throws {
    var explored = try sheet("9")
    explored.settle()
    #expect(explored.ablating == nil && explored.state.attributionKind == .part)
    let parts = try #require(explored.state.explanation)
    #expect(explored.state.channelAttributions == parts.contributions)
    #expect(explored.state.sheetChannels == parts.channelsByContribution)
    explored.press("L", "+", "G")
    for name in ["fire9/expand1x1", "fire9/expand3x3"] {
      explored.state.show(layer: explored.network.layer(named: name), channel: 0, view: .sheet)
      explored.press("h")
      explored.settle()
      let half = name.hasSuffix("1x1") ? parts.contributions[..<256] : parts.contributions[256...]
      #expect(explored.state.channelAttributions == Array(half))
    }
    explored.state.show(
      layer: explored.network.layer(named: "fire9/squeeze1x1"), channel: 0, view: .sheet)
    #expect(explored.state.attributionKind == .effect)
    explored.state.show(layer: explored.network.layer(named: "conv10"), channel: 0, view: .sheet)
    #expect(explored.state.attributionKind == nil)
    explored.press("h")
    explored.settle()
    #expect(explored.state.sheetOrderWords[0].contains("end at fire9"))
  }

  @Test func nothingIsMeasuredOfHalfAPass() throws {
    var explored = try sheet("5")
    explored.press("L", "p")
    explored.settle()
    explored.press("5", "S")
    explored.settle()
    #expect(explored.ablating == nil)
    #expect(explored.state.sheetOrderWords[0].contains("whole pass"))
  }
}
