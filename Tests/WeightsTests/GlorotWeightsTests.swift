import SqueezeNet
import Testing

@testable import Weights

@Suite("Seeded weights")
struct GlorotWeightsTests {
  struct Golden: Decodable {
    struct Sample: Decodable {
      let layer: String
      /// Nil for the layer's last bias.
      let index: Int?
      let value: Float
    }

    let architecture: String
    let seed: String
    let biasLimit: Double
    let sha256: String
    let samples: [Sample]
  }

  /// Against NumPy's, bit for bit.
  @Test func sameAsNumPy() throws {
    let goldens = try Fixtures.goldens.json("seeded_weights", as: [Golden].self)
    #expect(goldens.count == 4)
    for golden in goldens {
      let architecture = try #require(Architecture(named: golden.architecture))
      let model = try ModelWeights.glorot(
        architecture: architecture, seed: try #require(UInt64(golden.seed)),
        biasLimit: golden.biasLimit)
      for sample in golden.samples {
        let layer = try #require(model.convolutions[sample.layer])
        let value = try #require(sample.index.map { layer.kernel[$0] } ?? layer.bias.last)
        #expect(value == sample.value, "\(sample.layer) \(sample.index ?? -1)")
      }
      #expect(Fixtures.digest(model) == golden.sha256)
    }
  }

  @Test func saysWhatItIs() throws {
    let model = try ModelWeights.glorot(architecture: .v11)
    #expect(!model.isTrained)
    #expect(model.preprocessing == .caffe)
    #expect(model.paddingConvention == .keras)
  }
}
