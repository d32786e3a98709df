import Files
import Inference
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Small networks in formats that carry the graph, and what the programs answer that such files are
/// for (`Scripts/goldens`).
@Suite("Graph files")
struct GraphFileTests {
  struct Golden: Decodable, CustomTestStringConvertible {
    let file: String
    let seed: UInt64
    let size: Int
    let softmax: [Double]
    let preprocessing: String?
    let classes: [String]?
    /// The poolings' rounding.
    let convention: String?
    let quantised: Bool?
    /// True where no graph is in the file.
    let assumed: Bool?
    var folder: String?
    var path: String { Fixtures.goldens.path("\(folder ?? "")/\(file)") }
    var testDescription: String { file }
  }

  private struct Goldens: Decodable {
    let files: [Golden]
  }

  /// - Parameter folder: of `Goldens`; its list has the same name.
  static func goldens(_ folder: String) -> [Golden] {
    let goldens = try? Fixtures.goldens.json("\(folder)/\(folder)", as: Goldens.self).files
    return (goldens ?? []).map { golden in
      var golden = golden
      golden.folder = folder
      return golden
    }
  }

  static let all = ["onnx", "tensorflow", "caffe", "ncnn"].map(goldens)

  @Test func thereAreFiles() { #expect(Self.all.map(\.count) == [22, 12, 8, 4]) }

  @Test(arguments: all.joined())
  func answersAsItsProgramDoes(_ golden: Golden) throws {
    let weights = try WeightsReader.read(path: Path(golden.path)).weights
    let network = try Network(
      architecture: weights.architecture, paddingConvention: weights.paddingConvention,
      size: InputSize(golden.size), classes: weights.classes)
    let engine = try Engine(network: network, weights: weights, threads: 1, kernels: .best)
    try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: golden.seed))
    engine.run()
    let answer = try #require(engine.activation(layer: network.layers.count - 1)).values
    #expect(answer.count == golden.softmax.count)
    for (found, expected) in zip(answer, golden.softmax) {
      #expect(abs(Double(found) - expected) <= 1e-5, "\(answer) \(golden.softmax)")
    }
    if let name = golden.preprocessing { #expect(weights.preprocessing.name == name) }
    if let classes = golden.classes { #expect(weights.classes.all == classes) }
    if let rounding = golden.convention {
      #expect(weights.paddingConvention.pooling.rawValue == rounding)
    }
    #expect(weights.assumptions.contains { $0.contains("integer") } == (golden.quantised ?? false))
    #expect((weights.origins.paddingConvention == .file) != (golden.assumed ?? false))
  }
}
