import SqueezeNet
import Testing

/// The description against what ONNX infers and what following every input row shows.
@Suite("Network facts")
struct FactsTests {
  @Test(arguments: NetworkFacts.sizes)
  func shapesAndMacs(_ fact: SizeFact) throws {
    let network = try Network(
      architecture: fact.architecture, paddingConvention: fact.paddingConvention,
      size: InputSize(height: fact.height, width: fact.width))
    let windowed = network.layers.filter {
      $0.operation.typeName == "max_pooling" || ["conv1", "conv10"].contains($0.name)
    }
    let shapes = windowed.map { "\($0.outputShape.height)x\($0.outputShape.width)" }
    #expect(shapes.joined(separator: " ") == fact.shapes)
    // Nothing inside a fire block changes the size.
    for layer in network.layers where layer.fire != nil {
      #expect(layer.outputShape.height == layer.inputShape.height, "\(layer.name)")
      #expect(layer.outputShape.width == layer.inputShape.width, "\(layer.name)")
    }
    #expect(network.macs == fact.macs)
  }

  @Test(arguments: NetworkFacts.smallestSides)
  func smallestSide(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention, _ side: Int
  ) {
    #expect(
      Network.smallestSide(architecture: architecture, paddingConvention: paddingConvention) == side
    )
  }

  @Test(arguments: NetworkFacts.fields)
  func receptiveField(_ fact: FieldFact) throws {
    let network = try Network(
      architecture: fact.architecture, paddingConvention: fact.paddingConvention,
      size: NetworkFacts.fieldSize)
    let layer = try #require(network.layer(named: fact.layer))
    #expect(layer.receptiveField == fact.field)
  }

  /// Layers that see the whole image have no field of their own.
  @Test func fieldsEndAtConv10() throws {
    for architecture in Architecture.published.map(\.architecture) {
      let network = try Network(architecture: architecture, paddingConvention: .caffe)
      let without = network.layers.filter { $0.receptiveField == nil }.map(\.name)
      #expect(without == ["avgpool10", "softmax"])
    }
  }
}
