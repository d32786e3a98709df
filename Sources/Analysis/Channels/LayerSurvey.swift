import Inference
import SqueezeNet
import Weights

/// Facts about one layer's output on one photo: dead channels, zeros, how its values are
/// distributed. Computed once; small enough to be kept for every layer.
public struct LayerSurvey: Sendable, Hashable {
  public let activity: LayerActivity
  /// Of the whole output: tells, too, which output the survey is of.
  public let statistics: ActivationStatistics
  /// Values below zero.
  public let negatives: Int
  /// All channels; from the smallest to the largest value that is not zero.
  public let linear: ActivationHistogram
  /// All channels; the same bins for every layer, so that layers can be compared.
  public let logarithmic: ActivationHistogram

  public static let bins = 96
  /// The range of logarithmic histograms: eight decades of `bins` / 8 bins.
  public static let decades: ClosedRange<Double> = 1e-4...1e4

  /// - Returns: nil for a layer that does not exist and an output of another shape.
  public init?(layer: Int, network: Network, weights: ModelWeights, output: Activation) {
    guard
      let activity = LayerActivity(
        layer: layer, network: network, weights: weights, output: output)
    else { return nil }
    self.init(activity: activity, output: output)
  }

  init(activity: LayerActivity, output: Activation) {
    self.activity = activity
    statistics = ActivationStatistics(of: output.values)
    negatives = output.values.count { $0 < 0 }
    linear = Self.histogram(of: output, channel: nil, scale: .linear)
    logarithmic = Self.histogram(of: output, channel: nil, scale: .logarithmic)
  }

  /// The histogram of a channel, or of all for nil, in the survey's bins.
  public static func histogram(
    of output: Activation, channel: Int?, scale: ActivationHistogram.Scale
  ) -> ActivationHistogram {
    ActivationHistogram(
      of: output, channel: channel, scale: scale, bins: bins,
      range: scale == .logarithmic ? decades : nil)
  }

  public func histogram(_ scale: ActivationHistogram.Scale) -> ActivationHistogram {
    scale == .linear ? linear : logarithmic
  }
}

extension ActivationHistogram {
  /// The same values in fewer bins: neighbours put together.
  ///
  /// - Returns: nil unless `bins` divides the number of bins.
  public func counts(inBins bins: Int) -> [Int]? {
    guard bins > 0, counts.count % bins == 0 else { return nil }
    let each = counts.count / bins
    return (0..<bins).map { counts[$0 * each..<($0 + 1) * each].reduce(0, +) }
  }
}

/// The share of zero weights of several layers together, as 0 … 1: each layer's share counts by
/// the size of its kernel. Nil where a layer with weights has no share, or none has weights.
public func weightZeroShare(
  of layers: [Layer], share: (Layer) -> Double?
) -> Double? {
  var (zeros, count) = (0.0, 0)
  for layer in layers {
    guard let kernel = layer.convolution?.kernelCount else { continue }
    guard let share = share(layer) else { return nil }
    zeros += share * Double(kernel)
    count += kernel
  }
  return count == 0 ? nil : zeros / Double(count)
}
