import SqueezeNet
import Synchronization
import Weights

/// An engine behind its own thread: requests go in, events come out, nobody waits.
///
/// The worker carries requests out in the order in which they came; a copy of an activation that
/// is asked for meanwhile is made between two layers, so a view never waits for a whole pass.
/// Its threads run behind the interface's where both want the same core. `cancel` ends what runs at the next layer; `idle` or `measured` is then sent all the same.
public final class Session: Sendable {
  let mailbox: SessionMailbox
  public let threads: Int
  public let kernels: KernelSet

  /// - Parameters:
  ///   - threads: threads that compute.
  ///   - deliver: called on the session's thread; must not block for long.
  public init(
    network: Network, weights: ModelWeights, threads: Int,
    deliver: @escaping @Sendable (SessionEvent) -> Void
  ) throws(EngineError) {
    let mailbox = SessionMailbox()
    let engine = try Engine(
      network: network, weights: weights, threads: threads, givesWay: true)
    self.mailbox = mailbox
    self.threads = engine.threads
    kernels = engine.kernels
    let worker = SessionWorker(
      engine: engine, weights: weights, mailbox: mailbox, deliver: deliver)
    guard worker.start() else { throw .threads(asked: threads + 1, started: threads) }
  }

  /// Gives the prepared image (height × width × 3, network's channel order); nothing is computed
  /// yet, and nothing is switched off or covered any more. Values of another count are ignored.
  public func useInput(_ values: [Float], generation: Int) {
    mailbox.send(.useInput(values, generation))
  }

  /// Computes the layers from the frontier up to, not including, `upTo`, with `pause` milliseconds
  /// before each.
  public func run(upTo: Int, pause: Int, generation: Int) {
    mailbox.send(.run(upTo, pause, generation))
  }

  /// Moves the frontier back so that `layers` are done; it never moves forward.
  public func rewind(to layers: Int, generation: Int) {
    mailbox.send(.rewind(layers, generation))
  }

  /// Sends a copy of a layer's output, or of the image for nil. A layer beyond the frontier has
  /// none, and nothing is sent.
  public func fetchActivation(layer: Int?, generation: Int) {
    mailbox.send(.fetch(layer, generation))
  }

  /// Repeats the whole pass, after one that is not counted. The frontier stays where it is: the
  /// same input gives the same outputs.
  public func measure(runs: Int, generation: Int) {
    mailbox.send(.measure(runs, generation))
  }

  /// Repeats the whole pass until `cancel`: `peak` begins, `timed` tells of each, `measured` with
  /// nothing ends it. The frontier stays where it is.
  public func repeatPasses(generation: Int) { mailbox.send(.repeatPasses(generation)) }

  /// Measures what the machine gives: the arithmetic peak and the memory bandwidth of the session's
  /// threads, and whole passes over the input with each number of threads, `runs` of each. Tells of
  /// each step by `probing` and answers with `machine`.
  public func measureMachine(threads: [Int], runs: Int, generation: Int) {
    mailbox.send(.machine(threads, runs, generation))
  }

  /// Ends what runs at the next layer, and drops the runs and measurements that still wait.
  public func cancel() { mailbox.cancel() }

  /// Ends the worker. Requests after this do nothing.
  public func close() { mailbox.close() }
}
