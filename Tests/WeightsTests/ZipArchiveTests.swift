import Files
import Testing

@testable import Weights

@Suite("Zip archives")
struct ZipArchiveTests {
  @Test(arguments: [("stored", 2), ("deflated", 3)])
  func readsWhatNumPyWrites(_ name: String, _ count: Int) throws {
    let entries = try ZipArchive.read(try Fixtures.goldens.bytes("numpy/\(name).npz"))
    #expect(entries.count == count)
    let weight = try #require(entries.first { $0.name == "fire2/squeeze1x1.weight.npy" })
    #expect(
      try NPYFile.decode(weight.bytes) == NPYFile(shape: [2, 3, 1, 1], values: Fixtures.ramp(6)))
    let bias = try #require(entries.first { $0.name == "fire2/squeeze1x1.bias.npy" })
    #expect(try NPYFile.decode(bias.bytes).values == Fixtures.ramp(2))
    if let zeros = entries.first(where: { $0.name == "zeros.npy" }) {
      #expect(try NPYFile.decode(zeros.bytes).values == [Float](repeating: 0, count: 1000))
    }
  }

  @Test func readsWhatItWrites() throws {
    let entries = [
      ZipArchive.Entry(name: "a/b.c", bytes: Array(0...255)),
      ZipArchive.Entry(name: "empty", bytes: []),
    ]
    let bytes = try ZipArchive.write(entries)
    #expect(bytes == (try ZipArchive.write(entries)))
    let read = try ZipArchive.read(bytes)
    #expect(read.map(\.name) == entries.map(\.name))
    #expect(read.map(\.bytes) == entries.map(\.bytes))
  }

  @Test func sizesAreCapped() throws {
    // Three entries of 4 kB; the limit is for all of them together.
    let bytes = try Fixtures.goldens.bytes("numpy/deflated.npz")
    let total = try ZipArchive.read(bytes).reduce(0) { $0 + $1.bytes.count }
    #expect(total > 4000)
    #expect(try ZipArchive.read(bytes, limit: total).count == 3)
    #expect(throws: WeightsError.self) { try ZipArchive.read(bytes, limit: total - 1) }
  }

  @Test func lyingSizeAndContent() throws {
    let good = try ZipArchive.write([.init(name: "x", bytes: [1, 2, 3, 4])])
    // Content lies after 30 bytes of header and the name.
    var flipped = good
    flipped[31] ^= 1
    #expect(throws: WeightsError.self) { try ZipArchive.read(flipped) }
    // The uncompressed size in the directory, 24 bytes into its entry at 35.
    for size in [3, 5, 200] as [UInt8] {
      var lying = good
      #expect(lying[35..<39] == [0x50, 0x4B, 1, 2])
      lying[35 + 24] = size
      #expect(throws: WeightsError.self) { try ZipArchive.read(lying) }
    }
    var huge = good
    huge[35 + 27] = 0x7F
    #expect(throws: WeightsError.tooLarge(limit: SizeLimit.weights)) {
      try ZipArchive.read(huge)
    }
  }

  @Test func twoOfOneName() throws {
    let bytes = try ZipArchive.write([
      .init(name: "x", bytes: [1]), .init(name: "x", bytes: [2]),
    ])
    #expect(throws: WeightsError.self) { try ZipArchive.read(bytes) }
  }
}
