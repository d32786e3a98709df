import Analysis
import Inference
import SqueezeNet
import Weights

/// The values that the scores of all classes follow from: outputs of one complete pass, and
/// conv10's weights. A class is explained when it is first asked for.
struct ClassEvidence: Sendable {
  private let network: Network
  private let weights: ModelWeights
  /// Outputs by layer.
  private let outputs: [Int?: Activation]
  private let explanations = Memo<Int, ClassExplanation?>()
  /// Softmax output, one a class.
  let probabilities: [Float]
  /// All classes, the strongest first; of equals the lower index first.
  let ranking: [Int]

  /// - Parameter outputs: of `ClassExplanation.layers` at least; nil when one is missing or of
  ///   another shape.
  init?(network: Network, weights: ModelWeights, outputs: [Int?: Activation]) {
    let layers = ClassExplanation.layers(of: network)
    guard let softmax = layers.last, let probabilities = outputs[softmax]?.values,
      layers.allSatisfy({ outputs[$0]?.shape == network.layer(at: $0)?.outputShape })
    else { return nil }
    self.network = network
    self.weights = weights
    self.outputs = outputs
    self.probabilities = probabilities
    ranking = Prediction.top(probabilities.count, of: probabilities).map(\.index)
  }

  func explanation(of classIndex: Int) -> ClassExplanation? {
    explanations.value(classIndex) {
      ClassExplanation(
        class: classIndex, network: network, weights: weights, activation: { outputs[$0] })
    }
  }
}
