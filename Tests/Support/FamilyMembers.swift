import SqueezeNet

/// Small members of the family, each with something that the published ones have not.
public enum FamilyMembers {
  public struct Member: Sendable, CustomStringConvertible {
    public let name: String
    public let architecture: Architecture
    public var description: String { name }
  }

  public static let all: [Member] = [
    Member(name: "two classes", architecture: small(classes: 2)),
    Member(name: "1001 classes", architecture: small(classes: 1001)),
    Member(name: "sigmoid", architecture: small(classes: 1)),
    Member(name: "grey image", architecture: small { $0.inputChannels = 1 }),
    Member(name: "conv1 5x5", architecture: small(kernel: 5, conv1: 10)),
    Member(
      name: "conv1 7x7, grey",
      architecture: small(kernel: 7, conv1: 18) {
        $0.inputChannels = 1
      }),
    Member(name: "conv1 stride 1", architecture: small { $0.conv1Stride = 1 }),
    Member(
      name: "odd widths",
      architecture: small(
        conv1: 19, widths: [(3, 5, 7), (17, 20, 33), (1, 1, 1), (21, 16, 13)])),
    Member(name: "simple bypass", architecture: small().with(.simple)),
    Member(name: "complex bypass", architecture: small().with(.complex)),
    Member(
      name: "bypass over odd halves",
      architecture: small(
        conv1: 16, widths: [(4, 5, 11), (4, 11, 5), (8, 16, 16), (8, 20, 12)]
      ).with(.complex)),
    Member(
      name: "3x3 first",
      architecture: small {
        for block in $0.fireBlocks.indices { $0.fireBlocks[block].isExpand3x3First = true }
      }),
    Member(name: "one block", architecture: small(widths: [(4, 8, 8)])),
    Member(
      name: "sixteen blocks",
      architecture: small(
        widths: (0..<16).map { (4, 8 + $0 % 3, 8) })),
    Member(name: "no pooling", architecture: small { $0.poolingAfter = [] }),
  ]

  /// Four blocks of four to eight squeezed channels.
  public static func small(
    kernel: Int = 3, conv1: Int = 12, classes: Int = 5,
    widths: [(Int, Int, Int)] = [(4, 8, 8), (4, 8, 8), (8, 12, 20), (8, 16, 16)],
    _ change: (inout Architecture) -> Void = { _ in }
  ) -> Architecture {
    var architecture = Architecture(
      conv1Kernel: kernel, conv1Channels: conv1, poolingAfter: [1, 3],
      fireBlocks: widths.enumerated().map { offset, width in
        FireBlock(
          number: offset + 2, squeeze1x1: width.0, expand1x1: width.1, expand3x3: width.2)
      })
    architecture.classCount = classes
    change(&architecture)
    return architecture
  }
}
