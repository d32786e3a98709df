import Files
import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Small networks that PyTorch saved, and its own answers (`Scripts/goldens/pytorch_files.py`).
@Suite("PyTorch files")
struct PyTorchTests {
  struct Golden: Decodable {
    let size: Int
    let files: [File]

    struct File: Decodable, CustomTestStringConvertible {
      let file: String
      let seed: UInt64
      let softmax: [Double]
      let classes: [String]?
      var testDescription: String { file }
    }
  }

  static let golden = try? Fixtures.goldens.json("pytorch/pytorch", as: Golden.self)

  static func bytes(_ name: String) throws -> [UInt8] {
    try Fixtures.goldens.bytes("pytorch/\(name)")
  }

  static func read(_ name: String) throws -> ModelWeights {
    try WeightsReader.read(bytes(name), path: Path(name)).weights
  }

  @Test func thereAreFiles() { #expect(Self.golden?.files.count == 16) }

  @Test(arguments: golden?.files ?? [])
  func answersAsPyTorchDoes(_ file: Golden.File) throws {
    let weights = try Self.read(file.file)
    let size = try #require(Self.golden?.size)
    let network = try Network(
      architecture: weights.architecture, paddingConvention: weights.paddingConvention,
      size: InputSize(size), classes: weights.classes)
    let engine = try Engine(network: network, weights: weights, threads: 1, kernels: .best)
    try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: file.seed))
    engine.run()
    let answer = try #require(engine.activation(layer: network.layers.count - 1)).values
    #expect(answer.count == file.softmax.count)
    for (found, expected) in zip(answer, file.softmax) {
      #expect(abs(Double(found) - expected) <= 1e-5, "\(answer)")
    }
    #expect(weights.preprocessing == .torchvision)
    if let classes = file.classes { #expect(weights.classes.all == classes) }
  }
}
