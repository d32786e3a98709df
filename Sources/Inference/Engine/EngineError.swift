import SqueezeNet

/// The reason why an engine cannot be made or used.
public enum EngineError: Error, Hashable, CustomStringConvertible {
  case architecture(network: Architecture, weights: Architecture)
  case threads(asked: Int, started: Int)
  /// The system has no memory for what so many bytes are needed for.
  case memory(bytes: Int)
  case inputCount(expected: Int, found: Int)

  public var description: String {
    switch self {
    case .architecture(let network, let weights):
      "the weights are for SqueezeNet \(weights.name), the model is \(network.name)"
    case .threads(let asked, let started):
      "the system gave \(started) of \(asked) threads: use fewer with --threads"
    case .memory(let bytes):
      "not enough memory for the network: \((bytes - 1) >> 20 + 1) MiB: use a smaller --size"
    case .inputCount(let expected, let found):
      "the network takes \(expected) input values, not \(found)"
    }
  }
}
