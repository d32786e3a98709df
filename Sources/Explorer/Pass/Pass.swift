import Inference

/// One image's way through the network. Layers `0 ..< frontier` are done.
public struct Pass: Sendable {
  /// Of what is asked of the session for this pass (see `SessionRequest`). Grows whenever the
  /// frontier moves back, a run is interrupted or another image is used.
  public var generation: Int
  public var frontier = 0
  /// The layer that is being computed now.
  public var running: Int?
  /// Layers `frontier ..< target` have been asked for; nil when nothing has.
  public var target: Int?
  /// True where what runs was asked for layer by layer at full speed: further steps then join the
  /// queue instead of interrupting.
  var isStepping = false
  /// One entry a layer; nil beyond the frontier.
  public var results: [LayerResult?]
  /// Layers whose time is that of a network with channels switched off, or of a covered photo.
  var ablatedLayers: Set<Int> = []
  /// Strongest classes, once the last layer is done.
  public internal(set) var top: [Prediction] = []
  /// Of all classes, once the last layer is done; else empty.
  public internal(set) var probabilities: [Float] = []

  /// The number of classes that `top` holds.
  static let topCount = 5

  public init(generation: Int, layers: Int) {
    self.generation = generation
    results = Array(repeating: nil, count: layers)
  }

  /// Takes the network's answer; an empty one takes it back.
  public mutating func answer(_ probabilities: [Float]) {
    self.probabilities = probabilities
    top = Prediction.top(Self.topCount, of: probabilities)
  }

  var isRunning: Bool { target != nil }
  public var isComplete: Bool { frontier == results.count }

  /// Sum of the finished layers' times, in nanoseconds.
  public var nanoseconds: UInt64 { results.reduce(0) { $0 &+ ($1?.nanoseconds ?? 0) } }

  /// A layer's result, or nil where it is pending or does not exist.
  public func result(_ layer: Int) -> LayerResult? {
    results.indices.contains(layer) ? results[layer] : nil
  }
}
