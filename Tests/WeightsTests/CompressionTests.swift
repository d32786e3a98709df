import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Compressed weights")
struct CompressionTests {
  private static let members = FamilyMembers.all.filter {
    ["two classes", "odd widths", "complex bypass", "sigmoid"].contains($0.name)
  }

  private static func weights(_ architecture: Architecture) throws -> ModelWeights {
    try ModelWeights.glorot(architecture: architecture, seed: 3, biasLimit: 0.1)
  }

  // MARK: Codes

  /// Lengths of an optimal code, by hand: the two rarest are joined first.
  @Test(arguments: [
    ([1, 1, 2, 3, 5], [4, 4, 3, 2, 1]), ([7], [1]), ([0, 3, 0, 3], [0, 1, 0, 1]), ([], []),
    ([4, 4, 4, 4], [2, 2, 2, 2]), ([0, 0], [0, 0]),
  ])
  func lengthsAreOptimal(_ counts: [Int], _ lengths: [UInt8]) {
    let code = HuffmanCode(counts: counts)
    #expect(code.lengths.sorted() == lengths.sorted())
    #expect(
      code.bits(counts: counts) == zip(counts, lengths).reduce(0) { $0 + $1.0 * Int($1.1) })
  }

  /// Fibonacci's counts make the longest code, of 39 bits without a limit.
  @Test func noCodeIsLongerThanFifteenBits() throws {
    var counts = [1, 1]
    while counts.count < 40 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    let code = HuffmanCode(counts: counts)
    #expect(code.lengths.max() == 15)
    // A whole code: no bits are left unused.
    #expect(code.lengths.reduce(0) { $0 + 32_768 >> Int($1) } == 32_768)
    var bits = BitWriter()
    for symbol in counts.indices { code.write(symbol, to: &bits) }
    bits.finish()
    var reader = BitReader(bits.bytes[...])
    let table = try HuffmanCode(lengths: code.lengths).table
    for symbol in counts.indices { #expect(try reader.symbol(table) == symbol) }
    #expect(reader.left < 8)
  }

  @Test func codesThatCannotBeAreRefused() {
    #expect(throws: WeightsError.self) { try HuffmanCode(lengths: [1, 1, 1]) }
    #expect(throws: WeightsError.self) { try HuffmanCode(lengths: [16]) }
    var reader = BitReader([0xFF])
    #expect(throws: WeightsError.self) {
      try reader.symbol(try HuffmanCode(lengths: [1, 0, 2]).table)
    }
  }

  // MARK: Kernels

  /// Every value comes back bit for bit: few zeros and many, long runs of them, one value, none.
  @Test(
    arguments: [
      [1, -1, 0.5, 0.5, 1], [0, 0, 0], [2], [0, 0, 0, 0, 3],
      [Float](repeating: 0, count: 62) + [1], [Float](repeating: 0, count: 63) + [1, 2],
      [Float](repeating: 0, count: 1000) + [5] + [Float](repeating: 0, count: 200),
      (0..<400).map { $0 % 7 == 0 ? Float($0 % 5) - 2.5 : 0 }, (0..<255).map { Float($0 + 1) },
    ] as [[Float]])
  func kernelsComeBack(_ kernel: [Float]) throws {
    let compressed = try #require(CompressedKernel(kernel))
    #expect(
      try CompressedKernel.read(compressed.bytes[...], count: kernel.count).map(\.bitPattern)
        == kernel.map(\.bitPattern))
    #expect(compressed.entries == kernel.count { $0 != 0 } && compressed.count == kernel.count)
    let parts = compressed.parts
    #expect(parts.codebook + parts.values + parts.gaps == compressed.byteCount)
    var reader = ByteReader(compressed.bytes)
    try CompressedKernel.skip(&reader)
    #expect(reader.left == 0)
  }

  @Test func tooManyValuesAreNoCodebook() {
    #expect(CompressedKernel((0...255).map { Float($0) + 1 }) == nil)
    #expect(CompressedKernel((0...255).map { Float($0) }) != nil)
  }

  // MARK: Files

  @Test(arguments: members)
  func filesHoldWhatWasCompressed(_ member: FamilyMembers.Member) throws {
    let weights = try Self.weights(member.architecture).compressed(
      Compression(bits: 5, squeezeBits: 8, density: 0.5))
    let bytes = try CompressedFormat.write(weights, naming: .layers)
    #expect(weights.compressedByteCount == bytes.count)
    #expect(try WeightsFormats.format(of: bytes).name == "sqz")
    let read = try CompressedFormat.read(bytes)
    #expect(read.isSame(as: weights))
    for (name, convolution) in ModelWeights.layout(of: member.architecture) {
      let kernel = try #require(read.convolutions[name]).kernel
      let codebook = try #require(CompressedKernel.codebook(of: kernel))
      let isSqueeze = name == "conv1" || name.hasSuffix("/squeeze1x1")
      #expect(codebook.count <= (isSqueeze ? 255 : 31))
      // The half that is kept, as far as values differ.
      let entries = kernel.count { $0 != 0 }
      #expect(abs(entries - convolution.kernelCount / 2) <= 1, "\(name)")
    }
  }

  /// v1.0 of Caffe's, with few values: the published format reads it as ours does.
  @Test func deepCompressionFilesAreWritten() throws {
    let seeded = try Self.weights(.v10)
    let trained = try ModelWeights(
      architecture: .v10, convolutions: seeded.convolutions, preprocessing: .caffe,
      paddingConvention: .caffe, isTrained: true)
    #expect(throws: WeightsError.self) {
      try DeepCompressionFormat.write(trained, naming: .layers)
    }
    let weights = trained.compressed(Compression(bits: 4, squeezeBits: 5, density: 0.1))
    let bytes = try DeepCompressionFormat.write(weights, naming: .layers)
    #expect(
      try DeepCompressionFormat.read(bytes).isSame(as: weights))
    // Another preprocessing is nothing that the format could say.
    var other = weights
    try other.use(Preprocessing.torchvision)
    #expect(throws: WeightsError.self) { try DeepCompressionFormat.write(other, naming: .layers) }
  }

  @Test(
    .enabled(
      if: TrainedWeights.deepCompression.path != nil, "compressed_SqueezeNet.net is not there"))
  func thePublishedFileIsWrittenAsItIs() throws {
    let path = try #require(TrainedWeights.deepCompression.path)
    let weights = try WeightsReader.read(path: path.asPath).weights
    let again = try DeepCompressionFormat.read(
      try DeepCompressionFormat.write(weights, naming: .layers))
    #expect(again.isSame(as: weights))
    // Without loss, and under half a megabyte: the paper's headline.
    let bytes = try #require(weights.compressed(Compression()).compressedByteCount)
    #expect(bytes <= 420_000)
    let exact = try CompressedFormat.write(weights, naming: .layers)
    #expect(try CompressedFormat.read(exact).isSame(as: weights))
    #expect(exact.count < 556_438)
  }

  // MARK: Against NumPy

  @Test(
    .enabled(if: Python.has("numpy"), "python3 has no NumPy here"),
    arguments: [(6, 8, 1.0), (4, 4, 0.3)])
  func numPyFindsTheSameValues(_ bits: Int, _ squeezeBits: Int, _ density: Double) throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let script = package.standardizedFileURL.appending(path: "Scripts/goldens/check_compressed.py")
    try TemporaryFolder.use { folder in
      let weights = try Self.weights(.v11)
      let compressed = weights.compressed(
        Compression(bits: bits, squeezeBits: squeezeBits, density: density))
      try WeightsWriter.write(compressed, to: folder.path("x.sqz").asPath)
      #expect(
        try Python.run([
          script.path, folder.path("x.sqz"), "v1.1", "3", "0.1", "\(bits)", "\(squeezeBits)",
          "\(density)",
        ]) == 0)
    }
  }
}
