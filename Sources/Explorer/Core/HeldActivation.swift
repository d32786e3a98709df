import Analysis
import Heatmaps
import Inference
import SqueezeNet
import TerminalUI

/// The copy of a layer's output that the explorer holds, with what follows from it, computed when
/// it is first asked for.
public struct HeldActivation: Sendable {
  /// Nil is the prepared image.
  public let layer: Int?
  public let activation: Activation

  private struct MapKey: Hashable {
    let reduction: Reduction
    /// 0 for the reductions that have none.
    let channel: Int
  }
  private let maps = Memo<MapKey, FeatureMap>()
  private let figures = Memo<Bool, ChannelStatistics>()
  private let ranges = Memo<Double, ValueRange>()
  private struct HistogramKey: Hashable {
    let channel: Int
    let scale: ActivationHistogram.Scale
  }
  private let histograms = Memo<HistogramKey, ActivationHistogram>()
  private let orders = Memo<ChannelOrder, [Int]>()
  private let patches = Memo<Int, [ChannelPatch]>()

  public init(layer: Int?, activation: Activation) {
    self.layer = layer
    self.activation = activation
  }

  /// Figures of every channel.
  public var statistics: ChannelStatistics {
    figures.value(true) { ChannelStatistics(of: activation) }
  }

  /// `ChannelStatistics.strongestChannel`, remembered.
  var strongestChannel: Int { channels(by: .variance).first ?? 0 }

  public func map(_ reduction: Reduction, channel: Int) -> FeatureMap {
    let key = MapKey(reduction: reduction, channel: reduction == .channel ? channel : 0)
    return maps.value(key) {
      FeatureMap(of: activation, reduction: reduction, channel: channel)
    }
  }

  /// Smallest and largest value of all channels, `clip` percent left out at either end.
  public func range(clip: Double) -> ValueRange {
    ranges.value(clip) { ValueRange(of: activation.values, clip: clip) }
  }

  /// Returns the distribution of a channel's values, in the bins of `LayerSurvey`.
  public func histogram(
    ofChannel channel: Int, _ scale: ActivationHistogram.Scale
  ) -> ActivationHistogram {
    histograms.value(HistogramKey(channel: channel, scale: scale)) {
      LayerSurvey.histogram(of: activation, channel: channel, scale: scale)
    }
  }

  /// The parts of the image that a channel answers to most, the strongest first.
  public func strongestPatches(ofChannel channel: Int, in network: Network) -> [ChannelPatch] {
    guard let layer else { return [] }
    return patches.value(channel) {
      network.strongestPatches(
        of: channel, in: activation, layer: layer, count: OnPhotoState.patchCount)
    }
  }

  /// The channels in an order that needs nothing but the activation; by index for any other.
  public func channels(by order: ChannelOrder) -> [Int] {
    let all = Array(0..<activation.shape.channels)
    return order == .index ? all : orders.value(order) { order.channels(statistics) ?? all }
  }
}

extension State {
  /// The map that the panel draws: nil while the selected layer is pending or its copy is not here.
  var featureMap: FeatureMap? {
    selectedHeld?.map(map.reduction, channel: map.channel)
  }

  /// The class that the shown channel stands for: one of conv10 is one class.
  var shownChannelClass: String? {
    guard map.reduction == .channel else { return nil }
    return selectedLayer.flatMap {
      network.className(ofChannel: map.channel, layer: $0.index)
    }
  }
}
