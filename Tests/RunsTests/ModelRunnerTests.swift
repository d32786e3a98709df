import Analysis
import Inference
import SqueezeNet
import Testing

@testable import Runs

@Suite("Passes for commands") struct ModelRunnerTests {
  private let sample: RunSample
  private let runner: ModelRunner
  private var network: Network { sample.model.network }

  init() throws {
    sample = try RunSample()
    runner = try ModelRunner(sample.model)
  }

  private func ablation() throws -> Ablation {
    var ablation = Ablation()
    let layer = try #require(network.layer(named: "fire9/expand1x1")).index
    ablation.set(0..<128, of: layer, off: true, in: network)
    ablation.occlusion = Occlusion(row: 0, column: 0, side: 40)
    return ablation
  }

  @Test func editsDoNotOutlastTheirPass() throws {
    let before = try runner.probabilities(of: sample.photo)
    let after = try runner.probabilities(of: sample.photo, ablation: try ablation())
    #expect(before != after && before.count == 1000)
    #expect(try runner.probabilities(of: sample.photo) == before)
    _ = try runner.source(of: sample.photo, named: "x", layers: [5], ablation: try ablation())
    #expect(try runner.pass(of: sample.photo).probabilities == before)
  }

  /// Each output is there although layers share memory.
  @Test func sourcesHoldTheLayersThatWereAskedFor() throws {
    let layers: [Int?] = [nil, 0, 4, network.layers.count - 1]
    let source = try runner.source(of: sample.photo, named: "a\nb.jpg", layers: layers)
    #expect(source.image == "a\nb.jpg" && source.damage == nil && source.ablation.isEmpty)
    #expect(Set(source.activations.keys) == Set(layers))
    #expect(source.activations[nil]?.values == sample.photo.values)
    #expect(source.pixels == sample.photo.pixels)
    let engine = try Engine(network: network, weights: sample.model.weights, threads: 1)
    try engine.setInput(sample.photo.values)
    engine.run()
    for layer in layers { #expect(source.activations[layer] == engine.activation(layer: layer)) }
    let covered = try runner.source(of: sample.photo, named: "x", ablation: try ablation())
    #expect(covered.activations.isEmpty && covered.pixels != sample.photo.pixels)
    #expect(covered.ablation == (try ablation()))
  }

  @Test func aSurveyForEveryLayer() throws {
    let surveys = try runner.surveys(of: sample.photo)
    #expect(surveys.map(\.activity.layer) == Array(network.layers.indices))
    let lean = try ModelRunner(sample.model, keepsWeights: false)
    #expect(try lean.surveys(of: sample.photo).isEmpty && lean.description.weights == nil)
  }

  /// No runs: the pass itself is the profile.
  @Test func profilesCountTheirRuns() throws {
    #expect(try runner.profile(of: sample.photo, image: "x", runs: 3).total.runs == 3)
    #expect(try runner.profile(of: sample.photo, image: "x", runs: 0).total.runs == 1)
  }

  @Test func comparedPassesStop() throws {
    var asked = 0
    let stopped = try sample.model.comparedPass(of: sample.photo, named: "x") {
      asked += 1
      return asked == 3
    }
    #expect(stopped == nil && asked == 3)
    let pass = try #require(
      try sample.model.comparedPass(of: sample.photo, named: "x", ablation: try ablation()))
    #expect(
      pass.probabilities == (try runner.probabilities(of: sample.photo, ablation: try ablation())))
    #expect(pass.image == "x" && pass.weightsName == "untrained" && !pass.isTrained)
  }

  @Test func failuresAreOneLine() {
    #expect(Failure.oneLine("a\r\n\nb\tc\u{1B}[1m") == "a b?c?[1m")
    #expect(Failure(code: 66, "x\ny").line == "x y")
    #expect(Failure(code: 66, "x").status == .noInput && Failure(code: 1, "x").status == .badData)
  }
}
