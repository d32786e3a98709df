import SqueezeNet
import Weights

/// The shares that one output channel of a convolution takes from the channels that it reads, by
/// its weights alone: no photo is needed, and none is in it. Sums are in double precision.
public struct IncomingChannels: Sendable, Hashable {
  /// By incoming channel: the Euclidean (L2) norm of its k × k weights.
  public let norms: [Double]
  /// By incoming channel: the sum of its weights. Above zero a bright even surface there counts
  /// for the output, below zero against it.
  public let sums: [Double]
  /// By incoming channel: weights that are exactly zero.
  public let zeroCounts: [Int]
  /// All incoming channels, the largest norm first, of equals the lower number.
  public let strongest: [Int]
  /// The sum of all squared weights of the output channel.
  public let squares: Double

  /// - Parameter weights: channels × size of them, as OIHW keeps those of one output channel.
  init(_ weights: ArraySlice<Float>, channels: Int) {
    let size = channels > 0 ? weights.count / channels : 0
    var norms: [Double] = []
    var sums: [Double] = []
    var zeroCounts: [Int] = []
    for channel in 0..<channels {
      let start = weights.startIndex + channel * size
      let kernel = weights[start..<start + size]
      norms.append(kernel.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
      sums.append(kernel.reduce(0.0) { $0 + Double($1) })
      zeroCounts.append(kernel.count { $0 == 0 })
    }
    self.norms = norms
    self.sums = sums
    self.zeroCounts = zeroCounts
    strongest = ChannelOrder.descending(norms)
    squares = norms.reduce(0) { $0 + $1 * $1 }
  }

  /// An incoming channel's part of `squares`, 0 … 1; all together are 1 unless all weights are
  /// zero.
  public func share(_ channel: Int) -> Double {
    guard norms.indices.contains(channel), squares > 0 else { return 0 }
    return norms[channel] * norms[channel] / squares
  }
}

extension ModelWeights {
  /// - Returns: nil for layers without weights and channels that do not exist.
  public func incoming(of layer: Layer, channel: Int) -> IncomingChannels? {
    guard let convolution = layer.convolution, let weights = kernels(of: layer, channel: channel)
    else { return nil }
    return IncomingChannels(weights, channels: convolution.inputChannels)
  }

  /// The k × k weights by which an output channel takes from an incoming one, row-major.
  ///
  /// - Returns: nil for layers without weights and channels that do not exist.
  public func kernel(of layer: Layer, channel: Int, input: Int) -> [Float]? {
    guard let convolution = layer.convolution, let all = kernels(of: layer, channel: channel),
      (0..<convolution.inputChannels).contains(input)
    else { return nil }
    let size = convolution.kernel * convolution.kernel
    let start = all.startIndex + input * size
    return Array(all[start..<start + size])
  }

  /// Largest magnitude of a layer's weights; nil for layers without.
  public func reach(of layer: Layer) -> Float? {
    convolutions[layer.name]?.kernel.reduce(0) { max($0, $1.magnitude) }
  }

  /// Of one output channel: in × k × k.
  func kernels(of layer: Layer, channel: Int) -> ArraySlice<Float>? {
    guard let convolution = layer.convolution, let kernel = convolutions[layer.name]?.kernel,
      kernel.count == convolution.kernelCount,
      (0..<convolution.outputChannels).contains(channel)
    else { return nil }
    let size = convolution.inputChannels * convolution.kernel * convolution.kernel
    return kernel[channel * size..<(channel + 1) * size]
  }
}
