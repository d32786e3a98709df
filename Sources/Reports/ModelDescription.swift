import SqueezeNet
import Weights

/// The model and the machine, which do not change while the program runs.
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
  /// The weights that the network runs with; nil where only its shapes are described.
  public let weights: ModelWeights?

  public init(
    network: Network, isTrained: Bool, weightsName: String, threads: Int, kernels: String,
    availableThreads: Int = 1, weights: ModelWeights? = nil
  ) {
    self.network = network
    self.isTrained = isTrained
    self.weightsName = weightsName
    self.threads = threads
    self.availableThreads = max(threads, availableThreads)
    self.kernels = kernels
    self.weights = weights
  }
}
