import Analysis
import Inference
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import TerminalUI

@Suite("Why this class")
struct WhyTests {
  private static let weights = Result { try ModelWeights.glorot(architecture: .v10) }

  /// The fake's channel c is 7c mod 5 everywhere: classes 2, 7, 12 … are the strongest.
  private func why() throws -> Explored {
    var explored = try Explored.opened(weights: Self.weights.get())
    explored.press("Y")
    explored.settle()
    return explored
  }

  @Test func itAsksForWhatItNeedsOnce() throws {
    var explored = try Explored.opened(weights: Self.weights.get())
    let asked = explored.press("Y").filter {
      if case .session(.fetchActivations) = $0 { true } else { false }
    }
    #expect(asked.count == 1 && !explored.state.isSettled)
    explored.settle()
    #expect(explored.state.isSettled && explored.state.why.evidence != nil)
    #expect(explored.press("j").isEmpty)
    #expect(explored.state.explanation?.classIndex == 2)
    explored.press("L", "Y")
    #expect(explored.state.why.evidence != nil)
  }

  @Test func nothingIsAskedForBeforeThePassIsDone() throws {
    var explored = try why()
    explored.press("p")
    #expect(explored.state.why.evidence == nil && explored.state.explanation == nil)
    explored.press("l", "j", .enter, "b", "m", "*", "w", "O")
    #expect(explored.state.view == .why && explored.state.why.chosen == nil)
    explored.press(" ")
    explored.settle()
    #expect(explored.state.explanation?.classIndex == 2)
  }

  @Test func itStepsThroughTheRanking() throws {
    var explored = try why()
    func shows(_ key: Key, _ index: Int) {
      explored.press(key)
      #expect(explored.state.shownClass == index, "\(key)")
    }
    shows(.left, 2)
    #expect(explored.state.message?.text == "this is the strongest class")
    shows(.right, 7)
    shows("l", 12)
    shows("h", 7)
    #expect(explored.state.explanation?.rank == 2)
    explored.press(.down, .down)
    shows("*", 2)
    #expect(explored.state.why.chosen == nil)
  }

  @Test func anyClassIsFoundByItsName() throws {
    var explored = try why()
    explored.press("/")
    explored.type("coffee m")
    let list = try #require(explored.state.picker)
    #expect(explored.state.entries(of: list).map(\.lead) == ["504"])
    explored.press(.enter)
    #expect(explored.state.shownClass == 504 && explored.state.overlay == nil)
    explored.press("/", .down, .pageDown, .up, .escape)
    #expect(explored.state.shownClass == 504)
    explored.press("/")
    explored.type("zebrafish")
    explored.press(.enter)
    #expect(explored.state.message?.text.contains("zebrafish") == true)
    #expect(explored.state.inputContext == .classes)
    explored.press(.escape)
    #expect(explored.state.view == .why && explored.state.shownClass == 504)
  }

  /// The fake's classes 2, 7, 12, 17, 22 … are equally strong.
  @Test func aClassIsComparedWithAnother() throws {
    var explored = try why()
    for rival in [7, 12, 17, 22, 27, nil] {
      explored.press("w")
      #expect(explored.state.shownRival == rival)
    }
    explored.press("w", "j")
    let (own, other) = (
      try #require(explored.state.explanation),
      try #require(explored.state.why.evidence?.explanation(of: 7))
    )
    let shown = try #require(explored.state.shownExplanation)
    #expect(shown.contributions == zip(own.contributions, other.contributions).map { $0 - $1 })
    #expect(explored.state.message == nil && explored.state.why.place == 1)
    explored.press("O")
    #expect(explored.state.shownClass == 7 && explored.state.shownRival == 2)
    // Its own rival is none; another photo has none either.
    explored.press(.left)
    #expect(explored.state.shownClass == 2 && explored.state.shownRival == nil)
    explored.press("O")
    #expect(explored.state.message?.text.contains("w chooses one") == true)
    explored.press("/")
    explored.type("coffee m")
    explored.press(.tab)
    let list = try #require(explored.state.picker)
    #expect(explored.state.entries(of: list).map(\.lead) == ["504"])
    explored.press(.enter)
    #expect(explored.state.shownRival == 504 && explored.state.shownClass == 2)
    explored.press("/", .tab, .tab)
    #expect(explored.state.picker?.list.title == "Classes")
    explored.press(.escape, ".")
    #expect(explored.state.why.rival == nil)
  }

  /// A chosen class stays for the next photo; the strongest is that photo's.
  @Test func anotherImageIsExplainedAnew() throws {
    var explored = try why()
    explored.press("l", ".")
    #expect(explored.state.why.evidence == nil)
    explored.send(.imageLoaded(index: 1, Explored.image))
    explored.settle()
    #expect(explored.state.explanation?.classIndex == 7)
  }

  @Test func theListScrollsAndOpensAMap() throws {
    var explored = try why()
    let lines = explored.state.whyLayout.list
    explored.press(.up)
    #expect(explored.state.why.place == 0)
    explored.press(.pageDown, .down)
    #expect(explored.state.why.place == lines + 1 && explored.state.firstPart == 2)
    explored.press("G")
    #expect(explored.state.why.place == 511 && explored.state.firstPart == 512 - lines)
    explored.press("g", "j")
    let channel = try #require(explored.state.explanation?.channelsByContribution[1])
    explored.press(.enter)
    #expect(explored.state.view == .singleMap && explored.state.table.selection == .block(9))
    #expect(explored.state.map.channel == channel)
    explored.press("q")
    #expect(explored.state.view == .why && explored.state.why.place == 1)
  }

  @Test func picturesGoRound() throws {
    var explored = try why()
    #expect(explored.state.shownPicture == .overlay)
    explored.press("b")
    #expect(explored.state.shownPicture == .map)
    explored.press("b")
    #expect(explored.state.shownPicture == .photo)
    explored.press("b", "a")
    #expect(explored.state.shownPicture == .map, "characters can't show both")
    explored.press("b", "b")
    #expect(explored.state.shownPicture == .map)
    explored.press("m")
    #expect(explored.state.why.isBeforeReLU)
  }

  /// The evidence of a true pass explains as the pass itself does, whichever class is asked for.
  @Test(arguments: PaddingConvention.named)
  func evidenceExplainsEveryClass(_ paddingConvention: PaddingConvention) throws {
    let weights = try Self.weights.get()
    let network = try Network(
      architecture: .v10, paddingConvention: paddingConvention, size: InputSize(96))
    let pass = try #require(
      try Snapshot.ofPass(
        network: network, weights: weights,
        input: SyntheticInput.values(shape: network.inputShape, seed: 5), threads: 1))
    let layers = ClassExplanation.layers(of: network)
    #expect(layers.map { network.layers[$0].name } == ["fire9", "conv10", "avgpool10", "softmax"])
    var outputs: [Int?: Activation] = [:]
    for layer in layers { outputs[layer] = pass.activation(layer: layer) }
    let evidence = try #require(
      ClassEvidence(network: network, weights: weights, outputs: outputs))
    for (place, index) in evidence.ranking.enumerated() where place % 97 == 0 {
      let found = try #require(evidence.explanation(of: index))
      #expect(found.rank == place + 1 && abs(found.difference) <= 1e-4)
    }
    #expect(evidence.explanation(of: 1000) == nil)
    outputs[layers[0]] = nil
    #expect(ClassEvidence(network: network, weights: weights, outputs: outputs) == nil)
  }
}
