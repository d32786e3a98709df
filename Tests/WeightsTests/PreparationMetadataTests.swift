import SqueezeNet
import Testing

@testable import Weights

@Suite("What a file says of preprocessing and padding")
struct PreparationMetadataTests {
  @Test(
    "Names of earlier versions and texts are read",
    arguments: ["caffe", "caffe-exact", "torchvision", "half,resize=256,crop=224"])
  func read(_ text: String) throws {
    let about = try WeightsMetadata(["sqz.preparation": text])
    #expect(about.preprocessing?.name == text)
  }

  @Test(
    "What is unknown is refused",
    arguments: [
      ("sqz.preparation", "imagenet"), ("sqz.geometry", "file"), ("sqz.geometry", "224 same up"),
      ("sqz.geometry", "224 99 up relu"), ("sqz.geometry", "0 1 up relu"),
      ("sqz.geometry", "224 1 round relu"), ("sqz.source_sha256", "abc"),
    ])
  func refused(_ key: String, _ value: String) {
    #expect(throws: WeightsError.unknownMetadata(key: key, value: value)) {
      try WeightsMetadata([key: value])
    }
  }

  @Test("A network with one channel reads grey, as half has it where nothing says more")
  func grey() throws {
    var architecture = Architecture.v11
    architecture.inputChannels = 1
    let made = try ModelWeights.glorot(architecture: architecture)
    #expect(made.preprocessing.order == .grey)
    let arrays = Dictionary(
      uniqueKeysWithValues: made.arrays(naming: .layers).map { ($0.name, $0.array) })
    let read = try ModelWeights(arrays: arrays, metadata: [:])
    #expect(read.preprocessing.name == "half,order=grey")
    #expect(read.origins.preprocessing == .assumed)
    #expect(read.stored.count == 52 && read.stored.contains { $0.shape == [64, 1, 3, 3] })
    let colours = try ModelWeights.glorot(architecture: .v11)
    let both = Dictionary(
      uniqueKeysWithValues: colours.arrays(naming: .layers).map { ($0.name, $0.array) })
    #expect(throws: WeightsError.self) {
      try ModelWeights(arrays: both, metadata: ["sqz.preparation": "half,order=grey"])
    }
  }
}
