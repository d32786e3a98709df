import Foundation
import SqueezeNet
import Testing

@testable import Weights

/// Files with a whole model in them, as they are written here.
@Suite("Whole models")
struct WholeModelTests {
  @Test(arguments: Architecture.published.map(\.architecture), ArrayNaming.allCases)
  func roundTrip(_ architecture: Architecture, _ naming: ArrayNaming) throws {
    let model = try Fixtures.model(architecture)
    for format in Fixtures.wholeFormats {
      let bytes = try format.write(model, naming: naming)
      #expect(try WeightsFormats.format(of: bytes).name == format.name)
      #expect(try format.read(bytes).isSame(as: model))
    }
  }

  /// As torchvision's own model summaries number its sequence.
  @Test func torchvisionNames() {
    let squeezes = Architecture.published.map(\.architecture).map { architecture in
      architecture.fireBlocks.map {
        ArrayNaming.torchvision.prefix(of: $0.squeezeName, in: architecture)
      }
    }
    #expect(squeezes[0] == [3, 4, 5, 7, 8, 9, 10, 12].map { "features.\($0).squeeze" })
    #expect(squeezes[1] == [3, 4, 6, 7, 9, 10, 11, 12].map { "features.\($0).squeeze" })
    #expect(ArrayNaming.torchvision.weight(of: "conv1", in: .v10) == "features.0.weight")
    #expect(ArrayNaming.torchvision.bias(of: "conv10", in: .v11) == "classifier.1.bias")
    #expect(
      ArrayNaming.torchvision.weight(of: "fire5/expand3x3", in: .v11)
        == "features.7.expand3x3.weight")
  }

  @Test func namingIsTheDefaultForWhatIsNotSaid() throws {
    let model = try Fixtures.model(.v11)
    for (naming, preprocessing, paddingConvention) in [
      (ArrayNaming.layers, Preprocessing.caffe, PaddingConvention.caffe),
      (.torchvision, .torchvision, .torchvision),
    ] {
      let read = try ModelWeights(arrays: Self.arrays(model, naming), metadata: ["other": "x"])
      #expect(read.preprocessing == preprocessing)
      #expect(read.paddingConvention == paddingConvention)
      #expect(read.isTrained)
    }
  }

  @Test func metadataIsChecked() throws {
    let arrays = Self.arrays(try Fixtures.model(.v11), .layers)
    for (key, value) in [
      ("sqz.architecture", "v1.0"), ("sqz.preparation", "x"), ("sqz.geometry", "round"),
      ("sqz.trained", "perhaps"),
    ] {
      #expect(throws: WeightsError.unknownMetadata(key: key, value: value)) {
        try ModelWeights(arrays: arrays, metadata: [key: value])
      }
    }
    let untrained = try ModelWeights(arrays: arrays, metadata: ["sqz.trained": "false"])
    #expect(!untrained.isTrained)
  }

  @Test func wrongArrays() throws {
    let arrays = Self.arrays(try Fixtures.model(.v10), .layers)
    func expect(_ error: WeightsError, _ change: (inout [String: StoredArray]) -> Void) {
      var changed = arrays
      change(&changed)
      #expect(throws: error) { try ModelWeights(arrays: changed, metadata: [:]) }
    }
    expect(.missingArray("fire9/expand3x3.bias")) { $0["fire9/expand3x3.bias"] = nil }
    expect(.missingArray("conv1.weight and no features.0.weight")) { $0["conv1.weight"] = nil }
    expect(.unexpectedArray("extra.weight")) {
      $0["extra.weight"] = StoredArray(shape: [1]) { [1] }
    }
    expect(.unknownArchitecture(array: "fire10/squeeze1x1.weight", found: [1])) {
      $0["fire10/squeeze1x1.weight"] = StoredArray(shape: [1]) { [1] }
    }
    // As many values in another order of axes.
    expect(.unknownArchitecture(array: "fire2/expand3x3.weight", found: [3, 3, 16, 64])) {
      $0["fire2/expand3x3.weight"] = StoredArray(shape: [3, 3, 16, 64]) { Self.unread() }
    }
    expect(.unknownArchitecture(array: "conv1.weight", found: [96, 3, 5, 3])) {
      $0["conv1.weight"] = StoredArray(shape: [96, 3, 5, 3]) { Self.unread() }
    }
    expect(.wrongShape(array: "conv10.bias", expected: [10], found: [1000])) {
      $0["conv10.weight"] = StoredArray(shape: [10, 512, 1, 1]) { [] }
    }
    for value in [Float.nan, .infinity, -.infinity] {
      expect(.notFinite(layer: "fire3/squeeze1x1")) {
        var bias = Fixtures.ramp(16)
        bias[15] = value
        $0["fire3/squeeze1x1.bias"] = StoredArray(shape: [16]) { [bias] in bias }
      }
    }
  }

  /// The layers of v1.1 under the name of v1.0's first.
  @Test func mixedArchitectures() throws {
    var arrays = Self.arrays(try Fixtures.model(.v11), .layers)
    arrays["conv1.weight"] = Self.arrays(try Fixtures.model(.v10), .layers)["conv1.weight"]
    #expect(throws: WeightsError.wrongShape(array: "conv1.bias", expected: [96], found: [64])) {
      try ModelWeights(arrays: arrays, metadata: [:])
    }
  }

  /// An array of a shape that does not fit is never copied.
  private static func unread() -> [Float] {
    Issue.record("the values of an array of another shape were read")
    return []
  }

  private static func arrays(_ model: ModelWeights, _ naming: ArrayNaming) -> [String: StoredArray]
  {
    Dictionary(uniqueKeysWithValues: model.arrays(naming: naming).map { ($0.name, $0.array) })
  }
}
