import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing
import Weights

/// What `Scripts/goldens/analysis.py` wrote.
let goldens = Goldens(.module)

/// A pass over seeded weights and a seeded input, and what NumPy says of it.
struct GoldenPass: Decodable, Sendable, CustomTestStringConvertible {
  struct Explanation: Decodable, Sendable {
    let `class`: Int
    let logit, probability: Double
    let rank, openPixels: Int
    let mapShape: [Int]
    /// Every so many rows of conv10's map before the ReLU.
    let beforeReLU: [Double]
    let biasShare: Double
    let strongest: [Int]
    /// Of every eighth channel.
    let contributions: [Double]
    let contributionSum: Double
  }
  /// Of every eighth channel of a layer.
  struct Channels: Decodable, Sendable {
    let means, maxima, variances: [Double]
    let zeros: [Int]
  }
  let architecture, geometry: String
  let height, width: Int
  let weightsSeed, inputSeed: String
  let biasLimit: Double
  let explanations: [Explanation]
  let channels: [String: Channels]
  /// By layer, multiply-accumulates and bytes to move at least.
  let costs: [String: [Int]]

  static let all: [GoldenPass] = (try? goldens.json("passes")) ?? []

  var testDescription: String { "\(architecture) \(geometry) \(height)x\(width)" }

  /// Computed once for all tests.
  func pass() throws -> FinishedPass {
    let place = try #require(Self.all.firstIndex { $0.testDescription == testDescription })
    return try Self.passes[place].get()
  }

  private static let passes = all.map { golden in Result { try golden.computed() } }

  private func computed() throws -> FinishedPass {
    let architecture = try #require(Architecture(named: architecture))
    let network = try Network(
      architecture: architecture,
      paddingConvention: #require(PaddingConvention(named: geometry)),
      size: InputSize(height: height, width: width))
    return try FinishedPass(
      network: network,
      weights: .glorot(
        architecture: architecture, seed: #require(UInt64(weightsSeed)), biasLimit: biasLimit),
      input: SyntheticInput.values(
        shape: network.inputShape, seed: #require(UInt64(inputSeed))))
  }
}

/// All outputs of one pass.
struct FinishedPass: Sendable {
  let network: Network
  let weights: ModelWeights
  let outputs: Snapshot

  init(network: Network, weights: ModelWeights, input: [Float]) throws {
    self.network = network
    self.weights = weights
    outputs = try #require(
      try Snapshot.ofPass(network: network, weights: weights, input: input, threads: 2))
  }

  func activation(_ layer: String) throws -> Activation {
    try #require(network.layer(named: layer).flatMap { outputs.activation(layer: $0.index) })
  }
}

/// Whether a value is within a tolerance of the expected one, relative to a magnitude.
func isClose(_ found: Double, _ expected: Double, _ tolerance: Double, of magnitude: Double = 1)
  -> Bool
{
  abs(found - expected) <= tolerance * magnitude
}

/// The same of as many values.
func areClose(
  _ found: [Float], _ expected: [Double], _ tolerance: Double, of magnitude: Double = 1
) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { isClose(Double($0), $1, tolerance, of: magnitude) }
}
