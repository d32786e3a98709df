import Foundation
import Testing

/// `space`, and the options of `layers` and `profile` that it shares.
@Suite struct SpaceTests {
  private let folder: CommandFolder

  init() throws { folder = try CommandFolder() }

  @Test func theSweepOfThePaper() throws {
    let run = try folder.run("space", "--runs", "0")
    #expect(run.status == 0)
    #expect(run.text.contains("1,248,424   4.76    4.8"))
    #expect(run.text.contains("SR 0.75, bypass none: the paper says 19.0, these are 18.47 MiB"))
    #expect(!run.text.contains("SR 0.5, bypass"))
  }

  @Test func everyCombinationIsARecord() throws {
    let run = try folder.run(
      "space", "--squeeze-ratio", "0.125,0.25", "--bypass", "none,complex", "--runs", "1",
      "--size", "64", "--format", "csv")
    let lines = run.text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.count == 5 && lines.allSatisfy { $0.count == 11 })
    #expect(lines.dropFirst().map { $0[5] } == ["none", "complex", "none", "complex"])
    #expect(lines[2][6] == "1589672" && lines[2][8] == "7.7" && lines[3][8] == "")
    #expect(lines.dropFirst().allSatisfy { (Double($0[10]) ?? 0) > 0 })
  }

  @Test func oneDesignLayerByLayer() throws {
    let run = try folder.run("layers", "--bypass", "complex", "--format", "csv")
    #expect(run.text.contains("\nfire2/bypass1x1,convolution,1x1,1,0,55x55x96,55x55x128,12416,"))
    #expect(run.text.contains("\nfire3/bypass,addition,,,,55x55x128,55x55x128,0,0,"))
  }

  @Test(arguments: [
    ("space --squeeze-ratio 0", "--squeeze-ratio 0.0: give numbers from 0.001 to 8.0"),
    ("space --freq two", "'two' is invalid"),
    ("space --bypass both", "'none', 'simple' or 'complex'"),
    ("layers --pct3x3 0.1,0.2", "'sqz-tui space' takes lists"),
    ("layers --pct3x3 1", "leaves fire2 without 1x1 expand filters"),
    ("layers --pct3x3 0.2 --weights x.npz", "has no weights"),
    ("space --base-e $(seq -s, 1 15) --freq $(seq -s, 1 14)", "more than 200 designs"),
  ])
  func whatIsNoDesign(_ arguments: String, _ says: String) throws {
    let run = try folder.run(script: "\"$0\" \(arguments)")
    #expect(run.status == 64 && run.hasOneErrorLine && run.errors.contains(says), "\(run.errors)")
  }
}
