import Analysis
import Inference
import SqueezeNet
import Testing
import Weights

/// Two passes over the seeded weights and input, compared by NumPy.
struct ComparisonCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Model: Decodable, Sendable {
    let architecture, geometry: String
    let height, width: Int
  }
  struct Entry: Decodable, Sendable {
    /// For each row and column of the first, that of the second.
    let rows, columns: [Int]
    let cosine, maximum, rms: Double?
    /// Of channel 1, second − first.
    let difference: [Double]?
    let meanDifference: [Double]?
  }
  let first, second: Model
  let layers: [String: Entry]

  static let all: [ComparisonCase] = (try? goldens.json("comparisons")) ?? []
  var testDescription: String {
    "\(first.architecture) \(first.geometry), \(second.architecture) \(second.geometry)"
  }
}

extension ComparisonCase.Model {
  func snapshot() throws -> Snapshot {
    let architecture = try #require(Architecture(named: architecture))
    let network = try Network(
      architecture: architecture,
      paddingConvention: #require(PaddingConvention(named: geometry)),
      size: InputSize(height: height, width: width))
    return try #require(
      try Snapshot.ofPass(
        network: network, weights: .glorot(architecture: architecture, seed: 7, biasLimit: 0.1),
        input: SyntheticInput.values(shape: network.inputShape, seed: 20_160_224), threads: 2))
  }
}

@Suite("Two passes side by side")
struct ComparisonTests {
  @Test func thereAreGoldens() { #expect(ComparisonCase.all.count == 3) }

  @Test(arguments: ComparisonCase.all)
  func agreesWithNumPy(_ golden: ComparisonCase) throws {
    let (first, second) = try (golden.first.snapshot(), golden.second.snapshot())
    let found = PassComparison(first, second)
    #expect(Set(found.layers.map(\.name)) == Set(golden.layers.keys))
    for layer in found.layers {
      let expected = try #require(golden.layers[layer.name])
      #expect(layer.alignment.rows == expected.rows, "\(layer.name)")
      #expect(layer.alignment.columns == expected.columns, "\(layer.name)")
      #expect((layer.values == nil) == (expected.maximum == nil))
      guard let values = layer.values, let maximum = expected.maximum, let rms = expected.rms
      else { continue }
      let magnitude = Double(
        max(abs(layer.firstStatistics.maximum), abs(layer.secondStatistics.maximum)))
      #expect(isClose(values.maximum, maximum, 3e-5, of: magnitude), "\(layer.name)")
      #expect(isClose(values.rootMeanSquare, rms, 3e-5, of: magnitude), "\(layer.name)")
      #expect(isClose(try #require(values.cosine), try #require(expected.cosine), 1e-5))
      let left = try #require(first.activation(layer: layer.firstLayer))
      let right = try #require(second.activation(layer: layer.secondLayer))
      let one = try #require(layer.alignment.difference(left, right, channel: 1))
      #expect(
        areClose(one.values, try #require(expected.difference), 3e-5, of: magnitude),
        "\(layer.name)")
      let mean = try #require(layer.alignment.meanDifference(left, right))
      #expect(
        areClose(mean.values, try #require(expected.meanDifference), 3e-5, of: magnitude),
        "\(layer.name)")
    }
  }

  @Test func architecturesAreJoinedByName() throws {
    let golden = try #require(ComparisonCase.all.last)
    let found = PassComparison(try golden.first.snapshot(), try golden.second.snapshot())
    #expect(found.onlyFirst == ["maxpool4", "maxpool8"])
    #expect(found.onlySecond == ["maxpool3", "maxpool5"])
    #expect(found.layers.first?.name == "input")
    #expect(found.layers.dropFirst().first?.values == nil, "conv1 has other channels")
    #expect(found.firstDifference()?.name == "input")
  }

  /// Where the ways part: at the layer that was edited, or nowhere.
  @Test func firstDifference() throws {
    let golden = try #require(ComparisonCase.all.first)
    let before = try golden.first.snapshot()
    let same = PassComparison(before, before)
    #expect(same.firstDifference() == nil)
    #expect(same.layers.allSatisfy { $0.values?.maximum == 0 && $0.alignment.isExact })
    #expect(same.layers.allSatisfy { abs(($0.values?.cosine ?? 1) - 1) < 1e-12 })
    let network = before.network
    let weights = try ModelWeights.glorot(architecture: .v10, seed: 7, biasLimit: 0.1)
    let layer = try #require(network.layer(named: "fire3/expand3x3"))
    var ablation = Ablation()
    ablation.set(0..<64, of: layer.index, off: true, in: network)
    let after = try #require(
      try Snapshot.ofPass(
        network: network, weights: weights, input: before.input.values, ablation: ablation,
        threads: 1))
    let ablated = PassComparison(before, after)
    #expect(ablated.firstDifference()?.name == "fire3/expand3x3")
    // Nothing is left to compare the direction of.
    let off = ablated.layers.first { $0.name == "fire3/expand3x3" }
    #expect(off?.values?.cosine == nil)
    #expect(ablated.firstDifference(tolerance: .infinity) == nil)
  }

  @Test func differencesThatDoNotFit() throws {
    let before = try #require(ComparisonCase.all.first).first.snapshot()
    let exact = CellAlignment(nil, of: before.network, with: nil, of: before.network)
    let map = try #require(before.activation(layer: 0))
    #expect(exact.difference(map, map, channel: 0) == nil, "shapes of another layer")
    #expect(exact.difference(before.input, before.input, channel: 3) == nil)
    #expect(exact.meanDifference(before.input, before.input)?.values.max() == 0)
  }
}
