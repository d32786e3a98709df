import Analysis
import Inference
import SqueezeNet
import TestSupport
import Testing
import Weights

@Suite("Dead and busy")
struct ActivityTests {
  struct HistogramCase: Decodable {
    let name: String
    let values: [Float]
    let zeros, negatives: Int
    let linear, logarithmic: [Int]
    let linearEdges, logarithmicEdges: [Double]
  }

  private func activation(_ values: [Float]) throws -> Activation {
    try #require(
      Activation(
        shape: Shape(height: values.count, width: 1, channels: 1), values: values))
  }

  @Test func histogramsAgreeWithNumPy() throws {
    let cases: [HistogramCase] = try goldens.json("histograms")
    #expect(cases.count == 3)
    for golden in cases {
      let activation = try activation(golden.values)
      for channel in [nil, 0] {
        let linear = ActivationHistogram(
          of: activation, channel: channel, scale: .linear, bins: 7)
        #expect(linear.counts == golden.linear, "\(golden.name)")
        #expect(linear.zeros == golden.zeros)
        #expect(linear.below == 0 && linear.above == 0 && linear.nonFinite == 0)
        for (index, edge) in golden.linearEdges.enumerated() {
          #expect(isClose(linear.edge(index), edge, 1e-12, of: max(1, abs(edge))))
        }
        let ratios = ActivationHistogram(
          of: activation, channel: channel, scale: .logarithmic, bins: 5)
        #expect(ratios.counts == golden.logarithmic, "\(golden.name)")
        #expect(ratios.zeros == golden.zeros && ratios.below == golden.negatives)
        for (index, edge) in golden.logarithmicEdges.enumerated() {
          #expect(isClose(ratios.edge(index), edge, 1e-9, of: edge))
        }
      }
    }
  }

  @Test func histogramsOfOddValues() throws {
    let odd = try activation([.nan, 0, 0, -2, 1, 5, .infinity, 9])
    let given = ActivationHistogram(of: odd, scale: .linear, bins: 2, range: 1...5)
    #expect(given.counts == [1, 1])
    #expect((given.zeros, given.below, given.above, given.nonFinite) == (2, 1, 1, 2))
    let none = ActivationHistogram(of: try activation([0, 0]), scale: .logarithmic, bins: 0)
    #expect(none.counts == [0] && none.zeros == 2)
    let one = ActivationHistogram(of: try activation([3, 3, 0]), scale: .linear, bins: 4)
    #expect(one.counts == [2, 0, 0, 0])
    let wide = ActivationHistogram(
      of: try activation([1, 2]), scale: .logarithmic, bins: 3, range: -1...4)
    #expect(wide.counts.reduce(0, +) == 2 && wide.edge(0) > 0)
    let missing = ActivationHistogram(of: odd, channel: 7, scale: .linear, bins: 3)
    #expect(missing.counts == [0, 0, 0])
  }

  /// Counted again, plainly, on a whole pass.
  @Test func layers() throws {
    let golden = try #require(GoldenPass.all.first { $0.height < 200 })
    let pass = try golden.pass()
    for layer in pass.network.layers {
      let output = try #require(pass.outputs.activation(layer: layer.index))
      let found = try #require(
        LayerActivity(
          layer: layer.index, network: pass.network, weights: pass.weights, output: output))
      let channels = layer.outputShape.channels
      let dead = (0..<channels).filter { output.map(channel: $0).allSatisfy { $0 == 0 } }
      #expect(found.deadChannels == dead, "\(layer.name)")
      #expect(found.channels == channels)
      #expect(found.zeroShare == ActivationStatistics(of: output.values).zeroShare)
      #expect((found.weightZeroShare != nil) == (layer.convolution != nil))
    }
    let input = try #require(pass.outputs.activation(layer: nil))
    #expect(
      LayerActivity(layer: 0, network: pass.network, weights: pass.weights, output: input) == nil)
  }

  /// The kept shares give every count of the paper's table.
  @Test func sharesGiveThePapersCounts() throws {
    let network = try Network(architecture: .v10, paddingConvention: .paper)
    var counts: [String: Double] = [:]
    for layer in network.layers {
      guard let convolution = layer.convolution else {
        #expect(PaperSparsity.keptShare(of: layer, in: .v10) == nil)
        continue
      }
      let share = try #require(PaperSparsity.keptShare(of: layer, in: .v10))
      counts[layer.fire?.name ?? layer.name, default: 0] +=
        share * Double(convolution.kernelCount) + Double(convolution.outputChannels)
    }
    // Parameters after pruning by block.
    let table = [
      "conv1": 14208, "fire2": 5746, "fire3": 6258, "fire4": 20646, "fire5": 24742,
      "fire6": 44700, "fire7": 46236, "fire8": 77581, "fire9": 77581, "conv10": 103_400,
    ]
    #expect(counts.mapValues { Int(($0 - 1e-6).rounded(.up)) } == table)
    #expect(table.values.reduce(0, +) == 421_098)
    let other = try Network(architecture: .v11, paddingConvention: .caffe)
    #expect(PaperSparsity.keptShare(of: other.layers[0], in: .v11) == nil)
  }

  @Test(
    .enabled(
      if: TrainedWeights.deepCompression.path != nil,
      "skipped: compressed_SqueezeNet.net is not here (SQZ_WEIGHTS_DIR)"))
  func thePublishedWeightsArePruned() throws {
    let path = try #require(TrainedWeights.deepCompression.path)
    let weights = try WeightsReader.read(path: path.asPath).weights
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    for layer in network.layers {
      guard let zeros = weights.zeroShare(of: layer) else { continue }
      let kept = try #require(PaperSparsity.keptShare(of: layer, in: .v10))
      #expect(abs(1 - zeros - kept) < 0.04, "\(layer.name): \(1 - zeros), \(kept)")
    }
    // 415,921 values of 1,244,448 are not zero.
    #expect(isClose(weights.zeroShare, 1 - 415_921.0 / 1_244_448, 1e-12))
  }
}
