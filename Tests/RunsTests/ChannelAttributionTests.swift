import Analysis
import Inference
import SqueezeNet
import Testing
import Weights

@testable import Runs

@Suite("Scoring of channels") struct ChannelAttributionTests {
  private let sample: RunSample
  private var network: Network { sample.model.network }

  init() throws { sample = try RunSample() }

  private func index(_ layer: String) throws -> Int {
    try #require(network.layer(named: layer)).index
  }

  private func scores(_ order: ChannelOrder, _ layer: String, _ ablation: Ablation = Ablation())
    throws
    -> (scores: [Double], words: String, output: Activation)
  {
    let scoring = try ChannelAttribution(order: order, layer: try index(layer), network)
    let attributed = try scoring.attribute(sample.photo, ablation, sample.model, class: 504)
    return (attributed.attributions.values, attributed.attributions.words, attributed.output)
  }

  private func failure(_ order: ChannelOrder, _ layer: Int?) -> Failure? {
    do {
      _ = try ChannelAttribution(order: order, layer: layer, network)
      return nil
    } catch {
      return error as? Failure
    }
  }

  /// The logit is the sum of all contributions and of the bias, in the pixels of the map that the
  /// ReLU lets through.
  @Test func contributionsAddUpToTheLogit() throws {
    let (scores, words, output) = try scores(.contribution, "fire9")
    #expect(words == "part of the logit of coffee mug")
    #expect(scores.count == 512 && output.shape.channels == 512)
    let bias = Double(try #require(sample.model.weights.convolutions["conv10"]).bias[504])
    let engine = try Engine(network: network, weights: sample.model.weights, threads: 1)
    try engine.setInput(sample.photo.values)
    engine.run()
    let map = try #require(engine.activation(layer: try index("conv10"))).map(channel: 504)
    let open = Double(map.count { $0 > 0 }) / Double(map.count)
    let logit = Double(try sample.logits()[504])
    #expect(abs(scores.reduce(bias * open, +) - logit) < 1e-4)
  }

  /// fire9 is its halves, one after the other.
  @Test func halvesArePartsOfTheWhole() throws {
    let whole = try scores(.contribution, "fire9").scores
    #expect(try scores(.contribution, "fire9/expand1x1").scores == Array(whole[..<256]))
    #expect(try scores(.contribution, "fire9/expand3x3").scores == Array(whole[256...]))
  }

  /// An effect is what the logit loses when the channel alone is off.
  @Test func effectsAreLosses() throws {
    let (scores, words, output) = try scores(.effect, "fire9/squeeze1x1")
    #expect(words == "effect on coffee mug, measured")
    #expect(scores.count == 64 && output.shape.channels == 64)
    let before = try sample.logits()[504]
    for channel in [0, 17, 63] {
      let after = try sample.logits(without: [try index("fire9/squeeze1x1"): [channel]])[504]
      #expect(scores[channel] == Double(before) - Double(after))
    }
  }

  /// A channel that is off adds nothing, and has nothing to lose.
  @Test func editsCount() throws {
    var ablation = Ablation()
    ablation.set([3], of: try index("fire9/expand1x1"), off: true, in: network)
    #expect(try scores(.contribution, "fire9", ablation).scores[3] == 0)
    #expect(try scores(.effect, "fire9/expand1x1", ablation).scores[3] == 0)
  }

  @Test func layersWithoutScores() throws {
    let none = "only layers before conv10 have channels to weigh"
    #expect(failure(.contribution, nil)?.line == "--sort contribution: \(none)")
    #expect(failure(.effect, try index("conv10"))?.line == "--sort effect: \(none)")
    #expect(failure(.effect, 1000)?.line == "--sort effect: \(none)")
    #expect(failure(.effect, try index("fire8")) == nil)
    let later = failure(.contribution, try index("fire8"))
    #expect(later?.status == .usage)
    #expect(
      later?.line == "--sort contribution: fire8 reaches the logit only through later layers; "
        + "--sort effect measures what its channels do")
  }
}
