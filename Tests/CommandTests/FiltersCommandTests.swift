import Foundation
import Testing
import Weights

/// `sqz-tui filters`.
@Suite struct FiltersCommandTests {
  private let folder: CommandFolder

  init() throws { folder = try CommandFolder() }

  /// Computed again from the untrained weights, which are the same everywhere.
  @Test func incomingChannelsAsTheWeightsSay() throws {
    let run = try folder.run(
      "filters", "fire4/expand3x3", "--channels", "4-5", "--top", "32", "--format", "csv",
      "--model", "v1.0")
    #expect(run.status == 0 && run.errors.isEmpty)
    let rows = run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
      .map { $0.components(separatedBy: ",") }
    #expect(rows.count == 65 && rows.allSatisfy { $0.count == 10 })
    let kernel = try #require(
      try ModelWeights.glorot(architecture: .v10).convolutions["fire4/expand3x3"]?.kernel)
    var shares = 0.0
    for row in rows.dropFirst() {
      let channel = try #require(Int(row[1]))
      let input = try #require(Int(row[3]))
      let start = (channel * 32 + input) * 9
      let weights = kernel[start..<start + 9].map { Double($0) }
      let norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(try #require(Double(row[6])) - norm) < 1e-6)
      #expect(abs(try #require(Double(row[8])) - weights.reduce(0, +)) < 1e-6)
      #expect(row[4] == "fire4/squeeze1x1" && row[5] == row[3] && row[9] == "0")
      shares += try #require(Double(row[7]))
    }
    #expect(abs(shares - 200) < 0.05)
    let norms = rows.dropFirst().prefix(32).compactMap { Double($0[6]) }
    #expect(norms == norms.sorted(by: >))
  }

  @Test func namesWhatComputesAChannel() throws {
    let squeeze = try folder.run("filters", "fire5/squeeze1x1", "--model", "v1.0").text
    #expect(squeeze.contains("fire5/squeeze1x1, kernels of 1x1") && squeeze.contains("untrained"))
    #expect(squeeze.contains("fire4/expand3x3:") && squeeze.contains("fire4/expand1x1:"))
    let colors = try folder.run("filters", "conv1", "--channels", "0").text
    for name in ["red", "green", "blue"] { #expect(colors.contains(name)) }
    let json = try folder.run(
      "filters", "conv10", "--channels", "0,999", "--top", "2", "--format", "json"
    ).output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let channels = try #require(object["channels"] as? [[String: Any]])
    #expect(channels.compactMap { $0["channel"] as? Int } == [0, 999])
    let inputs = try #require(channels[1]["inputs"] as? [[String: Any]])
    #expect(inputs.compactMap { $0["rank"] as? Int } == [1, 2])
    #expect((inputs[0]["from"] as? String)?.hasPrefix("fire9/expand") == true)
  }
}
