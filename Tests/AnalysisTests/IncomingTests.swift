import Analysis
import SqueezeNet
import Testing
import Weights

@Suite("Strongest incoming channels")
struct IncomingTests {
  struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    let architecture, layer: String
    let channel: Int
    let norms, sums, shares: [Double]
    let zeros, strongest: [Int]
    let kernel: [Float]
    let reach: Float

    static let all: [Golden] = (try? goldens.json("incoming")) ?? []
    var testDescription: String { "\(architecture) \(layer) \(channel)" }
  }

  @Test func thereAreGoldens() { #expect(Golden.all.count == 10) }

  @Test(arguments: Golden.all)
  func agreesWithNumPy(_ golden: Golden) throws {
    let architecture = try #require(Architecture(named: golden.architecture))
    let weights = try ModelWeights.glorot(architecture: architecture, seed: 7, biasLimit: 0.1)
    let network = try Network(architecture: architecture, paddingConvention: .caffe)
    let layer = try #require(network.layer(named: golden.layer))
    let found = try #require(weights.incoming(of: layer, channel: golden.channel))
    #expect(found.norms.count == golden.norms.count && found.sums.count == golden.sums.count)
    for channel in found.norms.indices {
      #expect(isClose(found.norms[channel], golden.norms[channel], 1e-8))
      #expect(isClose(found.sums[channel], golden.sums[channel], 1e-8))
      #expect(isClose(found.share(channel), golden.shares[channel], 1e-8))
    }
    #expect(found.zeroCounts == golden.zeros)
    #expect(found.strongest == golden.strongest)
    #expect(
      weights.kernel(of: layer, channel: golden.channel, input: golden.strongest[0])
        == golden.kernel)
    #expect(weights.reach(of: layer) == golden.reach)
  }

  @Test func sharesAreOneTogetherAndZeroWeightsHaveNone() throws {
    let network = try Network(architecture: .v11, paddingConvention: .caffe)
    let made = try ModelWeights.glorot(architecture: .v11)
    var convolutions = made.convolutions
    let conv1 = try #require(convolutions["conv1"])
    // The first output channel has no weights at all, the second a single one.
    var kernel = conv1.kernel
    for index in 0..<54 { kernel[index] = index == 40 ? -0.5 : 0 }
    convolutions["conv1"] = ConvolutionWeights(kernel: kernel, bias: conv1.bias)
    let weights = try ModelWeights(
      architecture: .v11, convolutions: convolutions, preprocessing: made.preprocessing,
      paddingConvention: made.paddingConvention, isTrained: false)
    let layer = network.layers[0]
    let none = try #require(weights.incoming(of: layer, channel: 0))
    #expect(none.squares == 0 && (0..<3).allSatisfy { none.share($0) == 0 })
    #expect(none.strongest == [0, 1, 2] && none.zeroCounts == [9, 9, 9])
    let single = try #require(weights.incoming(of: layer, channel: 1))
    #expect(single.strongest == [1, 0, 2] && single.share(1) == 1 && single.sums == [0, -0.5, 0])
    let other = try #require(weights.incoming(of: layer, channel: 2))
    #expect(isClose((0..<3).reduce(0) { $0 + other.share($1) }, 1, 1e-12))
  }

  @Test func refusesWhatDoesNotExist() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    let weights = try ModelWeights.glorot(architecture: .v10)
    let (conv1, pool) = (network.layers[0], network.layers[1])
    #expect(weights.incoming(of: pool, channel: 0) == nil && weights.reach(of: pool) == nil)
    #expect(weights.incoming(of: conv1, channel: 96) == nil)
    #expect(weights.incoming(of: conv1, channel: -1) == nil)
    #expect(weights.kernel(of: conv1, channel: 0, input: 3) == nil)
    #expect(weights.incoming(of: conv1, channel: 0)?.share(3) == 0)
    // Of another model: its conv1 has another size.
    let other = try ModelWeights.glorot(architecture: .v11)
    #expect(other.incoming(of: conv1, channel: 0) == nil)
  }
}
