/// One class and how sure the network is of it.
public struct Prediction: Sendable, Hashable {
  /// Class index, 0 … 999.
  public let index: Int
  /// Softmax output, 0 … 1.
  public let probability: Float

  public init(index: Int, probability: Float) {
    self.index = index
    self.probability = probability
  }

  /// The strongest class of the softmax output, as `top` has it first, without sorting the others.
  public static func strongest(of probabilities: [Float]) -> Prediction? {
    probabilities.indices
      .max { (probabilities[$0], $1) < (probabilities[$1], $0) }
      .map { Prediction(index: $0, probability: probabilities[$0]) }
  }

  /// The strongest `count` of the softmax output, strongest first; of equals the lower index first.
  public static func top(_ count: Int, of probabilities: [Float]) -> [Prediction] {
    probabilities.indices
      .sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
      .prefix(max(0, count))
      .map { Prediction(index: $0, probability: probabilities[$0]) }
  }
}
