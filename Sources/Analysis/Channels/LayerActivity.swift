import Inference
import SqueezeNet
import Weights

/// The activity of one layer on one photo, and the number of its weights that are zero.
public struct LayerActivity: Sendable, Hashable {
  /// Index in `Network.layers`.
  public let layer: Int
  public let channels: Int
  /// Channels whose every value is zero on this photo.
  public let deadChannels: [Int]
  /// Share of the output's values that are exactly zero, 0 … 1.
  public let zeroShare: Double
  /// Share of the kernel's values that are exactly zero, biases not counted; nil for layers
  /// without weights.
  public let weightZeroShare: Double?
  /// The same after the paper's Table 1 (`PaperSparsity`); nil where it says nothing.
  public let paperZeroShare: Double?
}

extension LayerActivity {
  /// - Returns: nil for a layer that does not exist and an output of another shape.
  public init?(layer index: Int, network: Network, weights: ModelWeights, output: Activation) {
    guard let layer = network.layer(at: index), layer.outputShape == output.shape else {
      return nil
    }
    let statistics = ChannelStatistics(of: output)
    self.layer = index
    channels = statistics.channels
    deadChannels = statistics.deadChannels
    zeroShare =
      output.values.isEmpty
      ? 0 : Double(statistics.zeroCounts.reduce(0, +)) / Double(output.values.count)
    weightZeroShare = weights.zeroShare(of: layer)
    paperZeroShare = PaperSparsity.keptShare(of: layer, in: network.architecture).map { 1 - $0 }
  }
}

extension ModelWeights {
  /// Share of a convolution's kernel values that are exactly zero, 0 … 1; biases are not counted.
  /// Nil for layers without weights.
  public func zeroShare(of layer: Layer) -> Double? {
    guard let kernel = convolutions[layer.name]?.kernel, !kernel.isEmpty else { return nil }
    return Double(kernel.count { $0 == 0 }) / Double(kernel.count)
  }

  /// The same of all kernels together.
  public var zeroShare: Double {
    let kernels = convolutions.values.map(\.kernel)
    let count = kernels.reduce(0) { $0 + $1.count }
    let zeros = kernels.reduce(0) { $0 + $1.count { $0 == 0 } }
    return count == 0 ? 0 : Double(zeros) / Double(count)
  }
}
