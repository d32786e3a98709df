import Inference
import Runs
import SqueezeNet
import Testing

@testable import Commands

/// v1.0 at 227: conv1 has 96 channels, each half of fire4 has 128.
@Suite("--off and --occlude") struct AblationOptionsTests {
  private let network: Network

  init() throws { network = try Network(architecture: .v10, paddingConvention: .caffe) }

  private func index(_ layer: String) throws -> Int {
    try #require(network.layer(named: layer)).index
  }

  private func ablation(_ arguments: String...) throws -> Ablation {
    try AblationOptions.parse(arguments).ablation(in: network)
  }

  private func failure(_ arguments: String...) throws -> Failure? {
    do {
      _ = try AblationOptions.parse(arguments).ablation(in: network)
      return nil
    } catch let failure as Failure {
      return failure
    }
  }

  @Test func channelsCountFromZero() throws {
    let ablation = try ablation("--off", "fire4/expand1x1:0-2,19")
    #expect(ablation.ablatedChannels == [try index("fire4/expand1x1"): [0, 1, 2, 19]])
    #expect(ablation.occlusion == nil)
  }

  @Test func allOfALayer() throws {
    #expect(try ablation("--off", "conv1:all").ablatedChannels == [0: Set(0..<96)])
  }

  /// A block's channels are those of its expands, the narrow half first.
  @Test func channelsOfABlock() throws {
    let ablation = try ablation("--off", "fire4:127-128")
    #expect(
      ablation.ablatedChannels == [
        try index("fire4/expand1x1"): [127], try index("fire4/expand3x3"): [0],
      ])
  }

  @Test func givenMoreThanOnce() throws {
    let ablation = try ablation(
      "--off", "conv1:0", "--off", "conv1:1,0", "--off", "fire2/squeeze1x1:15")
    #expect(ablation.ablatedChannels == [0: [0, 1], try index("fire2/squeeze1x1"): [15]])
  }

  @Test func nothingIsNothing() throws {
    #expect(try AblationOptions.parse([]).isEmpty && ablation().isEmpty)
    #expect(try !AblationOptions.parse(["--off", "conv1:1"]).isEmpty)
    #expect(try !AblationOptions.parse(["--occlude", "1,1,1"]).isEmpty)
  }

  @Test(arguments: [
    ("fire4", "write layer:channels, as in fire4/expand1x1:0-15"),
    ("conv10:1", "only channels of layers before conv10 can be switched off"),
    ("input:1", "only channels of layers before conv10 can be switched off"),
    ("conv1:96", "channel 96: the layer has channels 0 to 95"),
    ("conv1:90-96", "channel 90-96: the layer has channels 0 to 95"),
    (
      "conv1:3-1",
      "'3-1' is no list of channels: write numbers and ranges, as in 0-15,20, or all"
    ),
    ("conv1:", "'' is no list of channels: write numbers and ranges, as in 0-15,20, or all"),
    ("conv1:1:2", "'1:2' is no list of channels: write numbers and ranges, as in 0-15,20, or all"),
  ])
  func whatCannotBeOff(_ text: String, _ reason: String) throws {
    let failure = try failure("--off", text)
    #expect(failure?.line == "--off \(text): \(reason)" && failure?.status == .usage)
  }

  @Test func layersThatAreNot() throws {
    #expect(
      try failure("--off", "fire1:1")?.line
        == "fire1: SqueezeNet v1.0 has no such layer: 'sqz-tui layers' lists them, "
        + "with the same --weights or --model")
  }

  /// Column, row, side.
  @Test(arguments: [
    ("80,60,64", 60, 80, 64), ("0,0,1", 0, 0, 1), ("226,226,5", 226, 226, 5),
    ("-10,-20,21", -20, -10, 21), ("0,0,9999", 0, 0, 9999),
  ])
  func squares(_ text: String, _ row: Int, _ column: Int, _ side: Int) throws {
    #expect(
      try ablation("--occlude", text).occlusion == Occlusion(row: row, column: column, side: side))
  }

  @Test(arguments: ["1,2", "1,2,3,4", "1,2,0", "1,2,-3", "a,b,c", "", "1, 2,3", "1.5,2,3"])
  func whatIsNoSquare(_ text: String) throws {
    let failure = try failure("--occlude", text)
    #expect(failure?.line == "--occlude \(text): write column,row,side, as in 80,60,64")
  }

  /// Pixels count from 0 to 226.
  @Test(arguments: ["227,0,5", "0,227,5", "-10,0,10", "0,-10,10"])
  func squaresBesideThePhoto(_ text: String) throws {
    #expect(
      try failure("--occlude", text)?.line
        == "--occlude \(text): outside the 227 pixels that the network sees")
  }
}
