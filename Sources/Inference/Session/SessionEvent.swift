/// One layer's run within a pass.
public struct LayerResult: Sendable, Hashable {
  /// Index in `Network.layers`.
  public let layer: Int
  /// Wall-clock time of the layer's computation, statistics and copying not included.
  public let nanoseconds: UInt64
  public let statistics: ActivationStatistics

  public init(layer: Int, nanoseconds: UInt64, statistics: ActivationStatistics) {
    self.layer = layer
    self.nanoseconds = nanoseconds
    self.statistics = statistics
  }
}

/// An event that a session's worker thread tells of, with the generation of the request that it
/// answers (see `SessionRequest`).
public enum SessionEvent: Sendable {
  /// A layer is about to be computed.
  case started(generation: Int, layer: Int)
  /// A layer is done and its output can be asked for.
  case finished(generation: Int, result: LayerResult)
  /// The last layer is done; probabilities of all classes.
  case classified(generation: Int, probabilities: [Float])
  /// The layers that were asked for are done, or the request was cancelled.
  case idle(generation: Int)
  /// So many of the repeated passes are done.
  case measuring(generation: Int, done: Int, of: Int)
  /// Repeated passes that are done since the last of these, oldest first, whether a number of them
  /// was asked for or not; told about ten times a second.
  case timed(generation: Int, passes: [PassTime])
  /// Multiply-adds of the threads in registers alone, in 10⁹ a second: told before passes that
  /// repeat until they are stopped.
  case peak(generation: Int, peak: Double)
  /// The repeated passes are done or were cancelled: a summary per layer (in the order of
  /// `Network.layers`) and of the whole pass. Nil when cancelled before the first pass ended, and
  /// where no number was asked for: `timed` told of all of them.
  case measured(generation: Int, measurement: Measurement?)
  /// So many of the steps of measuring the machine are done: told some times a second.
  case probing(generation: Int, done: Int, of: Int)
  /// The machine's figures; nil when cancelled, or where there are no threads for it.
  case machine(generation: Int, figures: MachineFigures?)
  /// Copies of layers' outputs by layer, all that were asked for together; of nil the prepared image.
  case activations(generation: Int, outputs: [Int?: Activation])
  /// The pass was edited; its layers are up to date again, or it was cancelled.
  case ablated(generation: Int, outcome: AblationOutcome)
  /// So many channels of a layer have been switched off in turn.
  case ablating(generation: Int, done: Int, of: Int)
  /// The ablation loss of each channel of a layer; nil when cancelled or the pass is not complete.
  case ablationLosses(generation: Int, ablationLosses: AblationLosses?)
  /// The answers with a square covered, as far as they are measured; nil before the first, and where
  /// the pass is not complete.
  case occlusionEffects(generation: Int, effects: OcclusionEffects?, isOver: Bool)
}

/// Repeated passes, measured.
public struct Measurement: Sendable, Hashable {
  /// In the order of `Network.layers`.
  public let layers: [TimingSummary]
  /// The whole pass, measured around all its layers.
  public let total: TimingSummary

  /// Multiply-adds that the same threads do in registers alone, in 10⁹ a second.
  public let peak: Double

  public init(layers: [TimingSummary], total: TimingSummary, peak: Double) {
    self.layers = layers
    self.total = total
    self.peak = peak
  }
}
