import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Deep Compression")
struct DeepCompressionTests {
  @Test(
    .enabled(
      if: TrainedWeights.deepCompression.path != nil,
      "compressed_SqueezeNet.net is neither in SQZ_WEIGHTS_DIR nor in ../shared/weights"))
  func publishedFile() throws {
    let path = try #require(TrainedWeights.deepCompression.path)
    let loaded = try WeightsReader.read(path: path.asPath)
    let golden = try Fixtures.goldens.json("deep_compression", as: PublishedGolden.self)
    #expect(loaded.formatName == "Deep Compression")
    #expect(loaded.path == path.asPath)
    #expect(loaded.weights.architecture == .v10)
    #expect(loaded.weights.preprocessing == .caffe)
    #expect(loaded.weights.paddingConvention == .caffe)
    #expect(loaded.weights.isTrained)
    #expect(golden.entries == 422_083)
    #expect(golden.offsets?.prefix(4) == [104, 22_365, 25_745, 28_555])
    var nonzero = 0
    for layer in golden.layers {
      let weights = try #require(loaded.weights.convolutions[layer.layer])
      let count = weights.kernel.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
      #expect(count == layer.nonzero)
      nonzero += count
      #expect(layer.indices.map { weights.kernel[$0] } == layer.values)
      #expect(weights.bias.last == layer.lastBias)
    }
    #expect(nonzero == 415_921)
    #expect(Fixtures.digest(loaded.weights) == golden.sha256)
  }

  @Test(
    .enabled(
      if: TrainedWeights.deepCompression.path != nil, "compressed_SqueezeNet.net is not there"))
  func publishedFileCutShort() throws {
    let bytes = try WeightsSource(path: try #require(TrainedWeights.deepCompression.path).asPath)
      .whole()
    for length in Swift.stride(from: 0, to: bytes.count, by: 9_973) {
      #expect(throws: WeightsFileError.self) {
        try WeightsReader.read(Array(bytes[..<length]), path: "")
      }
    }
    #expect(throws: WeightsError.trailingBytes(3)) {
      try DeepCompressionFormat.read(bytes + [0, 0, 0])
    }
  }

  @Test func smallFile() throws {
    let model = try DeepCompressionFormat.read(Fixtures.smallNet)
    for (index, (name, _)) in ModelWeights.layout(of: .v10).enumerated() {
      let weights = try #require(model.convolutions[name])
      var stored: [Int: Float] = [:]
      for (place, value) in weights.kernel.enumerated() where value != 0 { stored[place] = value }
      let three: [Int: Float] = [1: 0.5, 6: -1.5, 9: 0.75]
      #expect(stored == (index % 2 == 0 ? three : three.merging([17: 2]) { $1 }))
      #expect(weights.bias.allSatisfy { $0 == 0.25 })
    }
  }

  @Test func truncations() throws {
    let bytes = Fixtures.smallNet
    for length in Swift.stride(from: 0, to: bytes.count, by: 37) {
      #expect(throws: WeightsError.self) {
        try DeepCompressionFormat.read(Array(bytes[..<length]))
      }
    }
    #expect(throws: WeightsError.truncated(offset: bytes.count - 2, needed: 2, left: 1)) {
      try DeepCompressionFormat.read(Array(bytes.dropLast()))
    }
  }

  @Test func entriesPastTheLastWeight() throws {
    // fire2/squeeze1x1 has 1536 weights; 1536 entries with gap 1 run twice as far.
    let layout = ModelWeights.layout(of: .v10)
    var bytes: [UInt8] = []
    for index in layout.indices { bytes.append(littleEndian: UInt32(index == 1 ? 1536 : 1)) }
    for (index, (_, convolution)) in layout.enumerated() {
      let count = index == 1 ? 1536 : 1
      bytes.append(littleEndian: [Float](repeating: 0, count: 256 + convolution.outputChannels))
      bytes += [UInt8](repeating: 0, count: count)
      bytes += [UInt8](repeating: 0x11, count: (count + 1) / 2)
    }
    let error = #expect(throws: WeightsError.self) { try DeepCompressionFormat.read(bytes) }
    #expect(error?.description.contains("fire2/squeeze1x1") == true)
  }

  @Test func notFinite() throws {
    var bytes = Fixtures.smallNet
    // The second codebook entry of conv1, which its only weight uses.
    bytes.replaceSubrange(108..<112, with: [0, 0, 0xC0, 0x7F])
    #expect(throws: WeightsError.notFinite(layer: "conv1")) {
      try DeepCompressionFormat.read(bytes)
    }
  }
}
