import Analysis
import Inference
import Reports

/// The comparison, but for the layer and the channel that all views share.
public struct CompareState: Sendable {
  /// What stands beside the table.
  public enum Picture: Sendable, CaseIterable {
    case all, difference, first, second
  }
  /// What the person chose; nil, or what is not there any more: the first there is.
  var chosen: ComparePartner?
  public var picture = Picture.all
  /// What was asked for last.
  var asked: CompareRequest?
  /// Tags the answer to `asked`; others are dropped.
  var number = 0
  /// Layers of the other pass that are done, while it is computed.
  public internal(set) var progress: (done: Int, of: Int)?
  var pair: PassPair?
  var failure: String?
}

/// Two passes: another pair where one of these is another.
struct CompareRequest: Sendable, Hashable {
  let partner: ComparePartner
  let generation: Int
  let ablation: Ablation
}
