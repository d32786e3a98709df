import SqueezeNet
import Weights

/// The model and the machine, which do not change while the program runs, but for what becomes of
/// a photo.
public struct ModelDescription: Sendable {
  public let network: Network
  public let isTrained: Bool
  /// The origin of the weights: a file's name, or `untrained, seed 0`.
  public let weightsName: String
  public let threads: Int
  /// The threads that the machine has for this process, and `threads` at least.
  public let availableThreads: Int
  /// The kernels in use: `AVX-512`, `AVX2+FMA`, `baseline`.
  public let kernels: String
  /// The options that open the same model, as the command line had them.
  public let arguments: [String]
  /// The weights that the network runs with; nil where only its shapes are described.
  public private(set) var weights: ModelWeights?
  /// What may become of a photo, as the program began with first.
  private let preprocessings: [Preprocessing]

  public init(
    network: Network, isTrained: Bool, weightsName: String, threads: Int, kernels: String,
    availableThreads: Int = 1, weights: ModelWeights? = nil, arguments: [String] = []
  ) {
    self.network = network
    self.isTrained = isTrained
    self.weightsName = weightsName
    self.threads = threads
    self.availableThreads = max(threads, availableThreads)
    self.kernels = kernels
    self.weights = weights
    self.arguments = arguments
    preprocessings = weights?.preprocessing.alternatives ?? []
  }

  /// Takes the next preprocessing.
  public mutating func turnPreprocessing() {
    guard let place = weights.flatMap({ preprocessings.firstIndex(of: $0.preprocessing) }) else {
      return
    }
    try? weights?.use(preprocessings[(place + 1) % preprocessings.count])
  }
}
