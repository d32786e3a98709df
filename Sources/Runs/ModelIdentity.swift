import Reports
import SqueezeNet

/// Which network runs, on what: all that a report says of it, without the weights themselves.
public struct ModelIdentity: Sendable {
  public let network: Network
  /// A file's name, or `untrained`.
  public let weightsName: String
  public let isTrained: Bool
  /// The preprocessing that the network expects of its input.
  public internal(set) var preprocessing: Preprocessing
  public let threads: Int
  /// What was assumed of the weights, a clause each.
  public internal(set) var assumed: [String] = []

  /// One line that says what ran.
  public var headline: String { network.headline(weightsName: weightsName, isTrained: isTrained) }
}
