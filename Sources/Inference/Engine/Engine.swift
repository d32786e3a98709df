import Glibc
import SqueezeNet
import Weights

/// Computes one network, layer by layer, in float32. Nothing is allocated during a pass.
///
/// Not safe for use from several threads at a time; it spreads each layer over its own.
public final class Engine {
  public let network: Network
  public let kernels: KernelSet
  /// True where every layer's output stays until the layer runs again.
  public let keepsActivations: Bool
  /// Steps are added to it where channels are switched off.
  var plan: Plan
  private let pool: ThreadPool
  /// The layer that ran last.
  private var latest: Int?

  /// - Parameters:
  ///   - threads: threads that compute, the caller's included; at least 1 is used.
  ///   - kernels: nil for the fastest that the processor has; one that it lacks is replaced by that.
  ///   - keepsActivations: true to keep every layer's output, so that it can be looked at. Without
  ///     it layers share memory: a pass is faster, takes a third of the memory, and an output is
  ///     there until the next layer runs.
  ///   - givesWay: true to run its own threads behind those of an interface.
  /// - Throws: `EngineError` when the weights are of another architecture, or memory or threads
  ///   are not to be had.
  public init(
    network: Network, weights: ModelWeights, threads: Int, kernels: KernelSet? = nil,
    keepsActivations: Bool = true, givesWay: Bool = false
  ) throws(EngineError) {
    guard network.architecture == weights.architecture else {
      throw .architecture(network: network.architecture, weights: weights.architecture)
    }
    let threads = max(1, threads)
    let chosen = kernels.flatMap { $0.isAvailable ? $0 : nil } ?? .best
    self.network = network
    self.kernels = chosen
    self.keepsActivations = keepsActivations
    // Before the threads, which would stay where there is no memory.
    plan = try Plan(
      network: network, weights: weights, kernels: chosen.functions, threads: threads,
      keepsActivations: keepsActivations)
    pool = try ThreadPool(threads: threads, givesWay: givesWay)
  }

  deinit { pool.close() }

  public var threads: Int { pool.threads }

  /// Gives the prepared image, height × width × 3 in the network's channel order.
  public func setInput(_ values: [Float]) throws(EngineError) {
    guard values.count == network.inputShape.count else {
      throw .inputCount(expected: network.inputShape.count, found: values.count)
    }
    plan.input.assign(values)
  }

  /// Computes one layer from whatever its inputs hold now.
  /// - Returns: wall-clock time in nanoseconds; 0 for a layer that does not exist.
  @discardableResult
  public func run(layer index: Int) -> UInt64 {
    plan.steps.indices.contains(index) ? run(layers: index..<index + 1) : 0
  }

  /// Computes the layers of a range, the whole pass by default. Without `keepsActivations` conv1 and
  /// its pooling are computed together when the range holds both.
  /// - Returns: wall-clock time in nanoseconds around all of them.
  @discardableResult
  public func run(layers range: Range<Int>? = nil) -> UInt64 {
    let layers = (range ?? plan.steps.indices).clamped(to: plan.steps.indices)
    let start = monotonicNanoseconds()
    pool.keepAwake { runSteps(layers) }
    let time = monotonicNanoseconds() - start
    latest = layers.last ?? latest
    return time
  }

  private func runSteps(_ layers: Range<Int>) {
    var first = layers.lowerBound
    if let pooled = plan.pooled, layers.contains(pooled.layer + 1), layers.contains(pooled.layer),
      isUntouched(pooled.layer)
    {
      for index in first..<pooled.layer { runSteps(index) }
      pool.run(pooled.step)
      first = pooled.layer + 2
    }
    for index in first..<layers.upperBound { runSteps(index) }
  }

  private func runSteps(_ layer: Int) {
    for step in plan.steps[layer] { pool.run(step) }
  }

  /// True where nothing was added to a layer and the one after it: no channel is switched off
  /// there.
  private func isUntouched(_ layer: Int) -> Bool {
    plan.steps[layer].count == 1 && plan.steps[layer + 1].count == 1
  }

  /// Runs one step that belongs to no layer.
  func run(_ step: Step) -> UInt64 {
    let start = monotonicNanoseconds()
    pool.run(step)
    return monotonicNanoseconds() - start
  }

  /// A copy of a layer's output as it is now; nil is the prepared image. Nil for a layer that does
  /// not exist, or whose output another layer may have overwritten (`keepsActivations`).
  public func activation(layer index: Int?) -> Activation? {
    guard let index else { return Activation(shape: plan.input.shape, values: plan.input.values()) }
    guard plan.tensors.indices.contains(index), keepsActivations || index == latest else {
      return nil
    }
    let tensor = plan.tensors[index]
    return Activation(shape: tensor.shape, values: tensor.values())
  }
}

/// CLOCK_MONOTONIC in nanoseconds.
public func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
