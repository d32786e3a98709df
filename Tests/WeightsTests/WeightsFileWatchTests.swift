import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite struct WeightsFileWatchTests {
  @Test func aChangeIsToldOnceItHasSettledAndCanBeRead() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "best.npz")
    func write(_ seed: UInt64, part: Double = 1) throws {
      let weights = try ModelWeights.glorot(
        architecture: FamilyMembers.small(classes: 3), seed: seed)
      let arrays = try weights.arrays(naming: .layers).compactMap { name, array in
        NPZFile.Array(name: name, shape: array.shape, values: try array.values())
      }
      let bytes = try NPZFile.encode(arrays)
      try Data(bytes.prefix(Int(Double(bytes.count) * part))).write(to: url)
    }
    try write(1)
    var watch = WeightsFileWatch(.init(url.path))
    func looks(_ count: Int) -> [Bool] { (0..<count).map { _ in watch.hasChanged() } }
    #expect(looks(3) == [false, false, false])
    try write(2)
    #expect(looks(3) == [false, true, false])
    // Half of it, then nothing, then all.
    try write(3, part: 0.5)
    #expect(looks(3) == [false, false, false])
    try FileManager.default.removeItem(at: url)
    #expect(looks(2) == [false, false])
    try write(3)
    #expect(looks(1) == [false])
    // Not while it is still being written.
    try write(3, part: 0.9)
    #expect(looks(1) == [false])
    try write(3)
    #expect(looks(3) == [false, true, false])
  }
}
