/// A pass after its edits changed: what ran again and what came out.
public struct AblationOutcome: Sendable, Hashable {
  /// The changes that were made to the pass.
  public let ablation: Ablation
  /// Layers that ran again, in order; every other output is what it was.
  public let layers: [Int]
  /// Wall-clock time of these layers, in nanoseconds.
  public let nanoseconds: UInt64
  /// By layer, of every output that changed: those of `layers`, and those that only lost channels.
  public let statistics: [Int: ActivationStatistics]
  /// Layers before this one hold what the edits give: as many as before the edits, fewer when it
  /// was cancelled on the way.
  public let frontier: Int
  /// avgpool10's output, one a class; nil while it is beyond the frontier.
  public let logits: [Float]?
  /// Softmax output, one a class; nil while it is beyond the frontier.
  public let probabilities: [Float]?
}
