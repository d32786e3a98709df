import SqueezeNet
import Testing

@testable import Inference

@Suite("Layers that share memory") struct TensorLayoutTests {
  @Test(arguments: Architecture.published.map(\.architecture), PaddingConvention.named)
  func nobodyWritesOverWhatIsStillRead(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention
  ) throws {
    let network = try Network(architecture: architecture, paddingConvention: paddingConvention)
    let border = { (input: LayerInput) in Plan.border(around: input, network) }
    let shared = TensorLayout(network, keepsAll: false, border: border)
    let apart = TensorLayout(network, keepsAll: true, border: border)
    #expect(shared.blocks.reduce(0, +) < apart.blocks.reduce(0, +))
    for layer in network.layers {
      let (index, padding) = (layer.index, border(.layer(layer.index)))
      func sharers(_ layout: TensorLayout) -> [Layer] {
        network.layers.filter {
          layout.blockOfLayer[$0.index] == layout.blockOfLayer[index] && $0.index != index
            && ($0.concatenated == nil || $0.concatenated != layer.concatenated)
        }
      }
      #expect(sharers(apart).isEmpty, "\(layer.name)")
      let needed = Tensor.floats(shape: layer.outputShape, border: padding)
      #expect(shared.blocks[shared.blockOfLayer[index]] >= needed, "\(layer.name)")
      // Its border is zero once and for all.
      if !padding.isEmpty { #expect(sharers(shared).isEmpty, "\(layer.name)") }
      let readers = network.layers.filter { $0.inputs.contains(.layer(index)) }
      let last = readers.last?.index ?? index
      #expect(!sharers(shared).contains { index < $0.index && $0.index <= last }, "\(layer.name)")
    }
  }
}
