import Reports
import SqueezeNet

/// Which network runs, on what: all that a report says of it, without the weights themselves.
struct ModelIdentity {
  let network: Network
  /// A file's name, or `untrained`.
  let weightsName: String
  let isTrained: Bool
  /// What the network expects of its input.
  let preparation: InputPreparation
  let threads: Int

  /// One line that says what ran.
  var headline: String { network.headline(weightsName: weightsName, isTrained: isTrained) }
}
