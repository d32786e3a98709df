import Analysis
import Inference
import Reports

/// The comparison, but for the layer and the channel that all views share.
public struct CompareState: Sendable {
  /// The pictures beside the table.
  public enum Picture: Sendable, CaseIterable {
    /// Two models side by side in numbers; only where they were trained apart, as differences are
    /// only where they were not.
    case models
    case all, difference, first, second
  }
  /// The user's choice; nil, or one that is not there any more: the first there is.
  var chosen: ComparePartner?
  public var picture: Picture?
  /// The passes that were asked for, layer by layer of the other one.
  var asked = Asked<CompareRequest, PassPair>()
}

/// Two passes: another pair where one of these is another.
struct CompareRequest: Sendable, Hashable {
  let partner: ComparePartner
  let generation: Int
  let ablation: Ablation
}
