import SqueezeNet
import Testing

@Suite("Network")
struct NetworkTests {
  /// From the paper's Table 1 and the ecosystems' own model summaries.
  @Test(
    arguments: [
      (Architecture.v10, PaddingConvention.keras, [112, 56, 28, 14, 14]),
      (.v10, .paper, [111, 55, 27, 13, 13]),
      (.v10, .caffe, [111, 55, 27, 13, 15]),
      (.v10, .torchvision, [109, 54, 27, 13, 13]),
      (.v11, .caffe, [113, 56, 28, 14, 14]),
    ])
  func sizes(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention, _ expected: [Int]
  ) throws {
    let network = try Network(architecture: architecture, paddingConvention: paddingConvention)
    let windowed = network.layers.filter { layer in
      if case .maxPooling = layer.operation { return true }
      return ["conv1", "conv10"].contains(layer.name)
    }
    #expect(windowed.map(\.outputShape.height) == expected)
    #expect(windowed.map(\.outputShape.width) == expected)
  }

  @Test func parameters() throws {
    for paddingConvention in PaddingConvention.named {
      #expect(
        try Network(architecture: .v10, paddingConvention: paddingConvention).parameters
          == 1_248_424)
      #expect(
        try Network(architecture: .v11, paddingConvention: paddingConvention).parameters
          == 1_235_496)
    }
  }

  /// Per block, as the paper's Table 1 prints them before pruning.
  @Test(
    arguments: [
      ("conv1", 14_208), ("fire2", 11_920), ("fire3", 12_432), ("fire4", 45_344),
      ("fire5", 49_440), ("fire6", 104_880), ("fire7", 111_024), ("fire8", 188_992),
      ("fire9", 197_184), ("conv10", 513_000),
    ])
  func parametersOfBlock(_ block: String, _ expected: Int) throws {
    let network = try Network(architecture: .v10, paddingConvention: .paper)
    let layers = network.layers.filter { $0.name == block || $0.name.hasPrefix(block + "/") }
    #expect(layers.reduce(0) { $0 + $1.parameters } == expected)
  }

  @Test func tooSmallNamesTheSmallest() throws {
    for architecture in Architecture.published.map(\.architecture) {
      for paddingConvention in PaddingConvention.named {
        let smallest = Network.smallestSide(
          architecture: architecture, paddingConvention: paddingConvention)
        #expect(throws: Never.self) {
          try Network(
            architecture: architecture, paddingConvention: paddingConvention,
            size: InputSize(smallest))
        }
        guard smallest > 1 else { continue }
        #expect(
          throws: NetworkError.tooSmall(size: InputSize(smallest - 1), smallest: smallest)
        ) {
          try Network(
            architecture: architecture, paddingConvention: paddingConvention,
            size: InputSize(smallest - 1))
        }
      }
    }
  }
}
