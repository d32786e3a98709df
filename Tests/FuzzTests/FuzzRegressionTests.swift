import Foundation
import Testing
import Weights

/// Each input that once did harm is kept in `Fuzz/Regressions`, in a folder named as its target.
@Suite struct FuzzRegressionTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fuzz/Regressions").standardizedFileURL

  private static let inputs: [String] =
    (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? [])
    .compactMap { $0 as? String }.filter { $0.contains("/") }.sorted()

  @Test func thereAreInputs() { #expect(Self.inputs.count >= 10) }

  @Test(arguments: inputs)
  func whatDidHarmIsMended(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { name.hasPrefix($0.name + "/") })
    try target.run([UInt8](try Data(contentsOf: Self.folder.appending(path: name))))
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func noiseIsRefused(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    var noise = SplitMix64(seed: 12)
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
      #expect(throws: Never.self, "\(bytes)") { try target.run(bytes) }
    }
  }
}
