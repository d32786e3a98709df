import SqueezeNet
import Testing

@Suite("Where channels come from")
struct ChannelOriginTests {
  private func name(_ origin: ChannelOrigin?, _ network: Network) -> String {
    switch origin {
    case .plane(let plane): "plane \(plane)"
    case .convolution(let layer, let channel): "\(network.layers[layer].name) \(channel)"
    case nil: "none"
    }
  }

  @Test func poolingsAndBlocksHandChannelsOn() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    func output(_ layer: String, _ channel: Int) throws -> String {
      let index = try #require(network.layer(named: layer)?.index)
      return name(network.origin(ofOutput: channel, of: index), network)
    }
    func input(_ layer: String, _ channel: Int) throws -> String {
      let index = try #require(network.layer(named: layer)?.index)
      return name(network.origin(ofInput: channel, of: index), network)
    }
    #expect(try output("conv1", 95) == "conv1 95")
    #expect(try output("maxpool1", 7) == "conv1 7")
    #expect(try output("fire4", 127) == "fire4/expand1x1 127")
    #expect(try output("fire4", 128) == "fire4/expand3x3 0")
    #expect(try output("maxpool4", 255) == "fire4/expand3x3 127")
    #expect(try output("softmax", 504) == "conv10 504")
    #expect(try output("fire4", 256) == "none")
    #expect(try input("conv1", 2) == "plane 2")
    #expect(try input("conv1", 3) == "none")
    #expect(try input("fire2/squeeze1x1", 95) == "conv1 95")
    #expect(try input("fire5/squeeze1x1", 130) == "fire4/expand3x3 2")
    #expect(try input("fire5/expand3x3", 31) == "fire5/squeeze1x1 31")
    #expect(try input("fire5", 129) == "fire5/expand3x3 1")
    #expect(try input("conv10", 300) == "fire9/expand3x3 44")
    #expect(network.origin(ofOutput: 0, of: 99) == nil && network.origin(ofInput: -1, of: 5) == nil)
  }

  /// Every channel of every layer comes from a convolution, each of whose channels comes from
  /// another or from the photo.
  @Test(arguments: Architecture.published.map(\.architecture))
  func everyChannelHasAnOrigin(_ architecture: Architecture) throws {
    let network = try Network(architecture: architecture, paddingConvention: .keras)
    for layer in network.layers {
      for channel in 0..<layer.outputShape.channels {
        guard
          case .convolution(let made, let index) = network.origin(
            ofOutput: channel, of: layer.index)
        else {
          Issue.record("\(layer.name) \(channel)")
          continue
        }
        #expect(made <= layer.index && index < network.layers[made].outputShape.channels)
      }
      for channel in 0..<layer.inputShape.channels {
        #expect(network.origin(ofInput: channel, of: layer.index) != nil, "\(layer.name)")
      }
    }
  }
}
