import Testing

@testable import SqueezeNet

/// Counted by hand after the paper's Table 1: 1×1 and 3×3 weights, and a bias for each output.
@Suite("Where a fire block's numbers come from") struct FireLayersTests {
  static func fire(
    _ number: Int, _ architecture: Architecture = .v10, _ padding: PaddingConvention = .caffe
  ) throws -> FireLayers {
    let network = try Network(architecture: architecture, paddingConvention: padding)
    return try #require(network.fire(number))
  }

  @Test func fire2OfThePaper() throws {
    let fire = try Self.fire(2)
    #expect(fire.convolutions.map(\.parameters) == [1_552, 1_088, 9_280])
    #expect(fire.parameters == 11_920)
    #expect(fire.parametersWithoutSqueeze == 61_568)
    #expect(fire.macs == 55 * 55 * (96 * 16 + 16 * 64 + 9 * 16 * 64))
    #expect(fire.macsWithoutSqueeze == 185_856_000)
    #expect(
      fire.convolutions.compactMap { $0.convolution?.parametersText }
        == ["96·16+16", "16·64+64", "9·16·64+64"])
    #expect(
      fire.convolutions.compactMap(\.macsText)
        == ["55·55·96·16", "55·55·16·64", "55·55·9·16·64"])
  }

  /// (number, network, parameters, without the squeeze): for fire9 64·256 and 9·64·256 become
  /// 512·256 and 9·512·256.
  @Test(arguments: [
    (2, Architecture.v11, 11_408, 64 * 64 + 64 + 9 * 64 * 64 + 64),
    (9, Architecture.v10, 197_184, 512 * 256 + 256 + 9 * 512 * 256 + 256),
    (9, Architecture.v11, 197_184, 1_311_232),
  ])
  func blocksOfBothNetworks(_ number: Int, _ base: Architecture, _ sum: Int, _ without: Int) throws
  {
    let fire = try Self.fire(number, base)
    #expect(fire.parameters == sum && fire.parametersWithoutSqueeze == without)
  }

  /// A formula says what the layer counts, whatever the network.
  @Test(arguments: [Architecture.v10, .v11, .v10.with(.simple), .v11.with(.complex)])
  func formulasGiveTheLayersNumbers(_ architecture: Architecture) throws {
    let network = try Network(
      architecture: architecture, paddingConvention: .caffe, size: InputSize(height: 120, width: 99)
    )
    for layer in network.layers {
      guard let convolution = layer.convolution else {
        #expect(layer.macsText == nil)
        continue
      }
      #expect(Self.value(convolution.parametersText) == layer.parameters)
      #expect(Self.value(layer.macsText ?? "") == layer.macs)
    }
    for block in architecture.fireBlocks {
      let fire = try #require(network.fire(block.number))
      let layers = try #require(network.layers(ofFire: block.number)).map { network.layers[$0] }
      #expect(Set(fire.all) == Set(layers))
      #expect(fire.parameters == layers.reduce(0) { $0 + $1.parameters })
      #expect(fire.macs == layers.reduce(0) { $0 + $1.macs })
      #expect(fire.convolutions.map(\.index) == fire.convolutions.map(\.index).sorted())
    }
  }

  @Test func stagesCoverTheNetworkOnce() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    #expect(network.stages.flatMap(\.self) == Array(network.layers.indices))
    #expect(network.stages.count == 15 && network.fire(10) == nil)
  }

  /// A bypass has its own convolution with and without the squeeze.
  @Test func aBypassCountsOnBothSides() throws {
    let fire = try Self.fire(2, .v10.with(.complex))
    #expect(fire.parameters == 11_920 + 96 * 128 + 128)
    #expect(fire.parametersWithoutSqueeze == 61_568 + 96 * 128 + 128)
  }

  private static func value(_ formula: String) -> Int {
    formula.split(separator: "+").reduce(0) { sum, product in
      sum + product.split(separator: "·").reduce(1) { $0 * (Int($1) ?? 0) }
    }
  }
}
