import Analysis
import Heatmaps
import Inference
import SqueezeNet

/// The kinds of passes that the present one is compared with.
public enum ComparePartner: Sendable, Hashable {
  /// The same pass with nothing switched off or covered.
  case intact
  /// Another image of the command line.
  case image(Int)
  case paddingConvention(PaddingConvention)
  case architecture(Architecture)
}

/// Two passes that are compared, with what follows from them. Differences are second − first.
public struct PassPair: Sendable {
  public let first: ComparedPass
  public let second: ComparedPass
  public let comparison: PassComparison
  /// False where the weights were trained apart: the channels of both have nothing in common.
  public let areRelated: Bool
  private let maps = Memo<MapKey, LayerMaps>()

  private struct MapKey: Hashable {
    let layer: String
    let reduction: Reduction
    let channel: Int
  }

  /// One layer in both passes, and the difference on the first's cells: second − first of one
  /// channel, else the mean of |second − first| over all. Nil for what is not there.
  public struct LayerMaps: Sendable {
    public let first: FeatureMap?
    public let second: FeatureMap?
    public let difference: FeatureMap?
  }

  public init(_ first: ComparedPass, _ second: ComparedPass, areRelated: Bool = true) {
    self.first = first
    self.second = second
    self.areRelated = areRelated
    comparison = PassComparison(first.snapshot, second.snapshot, areRelated: areRelated)
  }

  /// The order of a pass that is shown and another: as the commands have it, where what is switched
  /// off is off in the second, and else the second is what the first is compared with.
  public static func order<Pass>(shown: Pass, other: Pass, off: Ablation) -> (
    first: Pass, second: Pass
  ) {
    off.isEmpty ? (shown, other) : (other, shown)
  }

  /// Nil where one of the networks has no such layer.
  public func layer(_ name: String) -> LayerComparison? {
    comparison.layers.first { $0.name == name }
  }

  public func maps(
    of layer: LayerComparison, _ reduction: Reduction, channel: Int
  ) -> LayerMaps {
    let key = MapKey(
      layer: layer.name, reduction: reduction, channel: reduction == .channel ? channel : 0)
    return maps.value(key) {
      let one = first.snapshot.activation(layer: layer.firstLayer)
      let two = second.snapshot.activation(layer: layer.secondLayer)
      func map(_ activation: Activation?) -> FeatureMap? {
        guard let activation,
          reduction != .channel || channel < activation.shape.channels
        else { return nil }
        return FeatureMap(of: activation, reduction: reduction, channel: channel)
      }
      var difference: Activation?
      if let one, let two, layer.values != nil {
        difference =
          reduction == .channel
          ? layer.alignment.difference(one, two, channel: channel)
          : layer.alignment.meanDifference(one, two)
      }
      return LayerMaps(
        first: map(one), second: map(two),
        difference: difference.flatMap {
          FeatureMap(height: $0.shape.height, width: $0.shape.width, values: $0.values)
        })
    }
  }

  /// The strongest classes of either pass, those of the second first.
  public func changes(_ count: Int) -> [PredictionChange] {
    guard let one = first.probabilities, let two = second.probabilities else { return [] }
    return PredictionChange.top(count, before: one, after: two)
  }
}
