import SqueezeNet
import Synchronization
import Weights

/// An engine behind its own thread: requests go in, events come out, neither side waits.
///
/// A copy of an activation that is asked for while layers run is made between two of them, so a
/// view never waits for a whole pass. The session's threads run behind the interface's where both
/// want the same core.
public final class Session: Sendable {
  /// Multiply-accumulates from which on no pass runs unseen before the first.
  public static let unseenPassMACs = 1_000_000_000

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

  /// Puts a request in the queue, or carries `cancel` out, and returns at once.
  public func send(_ request: SessionRequest) {
    if case .cancel = request { mailbox.cancel() } else { mailbox.send(.request(request)) }
  }

  /// Gives a copy of all that the pass holds, the layers before the frontier, when what was asked
  /// for before is done: `receive` is called on the session's thread and must not block for long.
  /// Nil where there is no image.
  public func takeSnapshot(_ receive: @escaping @Sendable (Snapshot?) -> Void) {
    mailbox.send(.snapshot(receive))
  }

  /// Ends the worker. Requests after this do nothing.
  public func close() { mailbox.close() }

  deinit { close() }
}
