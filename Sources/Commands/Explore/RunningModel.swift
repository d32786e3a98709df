import Configuration
import Explorer
import Files
import Glibc
import Inference
import Reports
import Runs
import SqueezeNet
import Synchronization
import Terminal

/// A network with its session, as the explorer runs it.
struct RunningModel: Sendable {
  let model: OpenModel
  let session: Session
  let description: ModelDescription
  /// Posts an event of this network: once another one is used, it is dropped.
  let post: @Sendable (Event) -> Void

  /// - Parameters:
  ///   - number: That it was opened with; the first is 0.
  ///   - besides: Bytes that are taken already.
  /// - Throws: `Failure` when it takes more memory than is allowed, or the engine cannot be made.
  init(
    _ model: OpenModel, number: Int, images: Int, besides: Int = 0, events: EventQueue<Event>
  ) throws {
    // Beside the session's pass another one for a while: a comparison, a copy of all outputs.
    try model.checkMemory(keepsActivations: true) {
      besides + $0.passBytes(threads: model.threads, keepsActivations: true)
        + 2 * $0.largestOutputBytes
        + min(images, ImageEntry.mostLoaded) * $0.inputShape.count
    }
    let post: @Sendable (Event) -> Void = { events.post(.of(network: number, $0)) }
    do throws(EngineError) {
      session = try Session(
        network: model.network, weights: model.weights, threads: model.threads,
        deliver: { post(.session($0)) })
    } catch {
      throw Failure(error)
    }
    self.model = model
    self.post = post
    description = ModelDescription(
      network: model.network, isTrained: model.weights.isTrained,
      weightsName: model.weightsName, threads: session.threads,
      kernels: session.kernels.description,
      availableThreads: ThreadCount.available(), weights: model.weights,
      arguments: model.arguments)
  }
}

/// Opens networks off the interface's thread.
final class NetworkOpening: Sendable {
  private let state = Mutex<(wanted: Int, opened: RunningModel?)>((0, nil))

  func start(
    _ number: Int, _ events: EventQueue<Event>, open: @escaping @Sendable () throws -> RunningModel
  ) {
    state.withLock { $0 = (number, nil) }
    runOnOwnThread { [self] in
      do {
        let opened = try open()
        state.withLock { if $0.wanted == number { $0.opened = opened } }
        events.post(
          .networkOpened(number: number, opened.description, note: opened.model.assumptions))
      } catch {
        events.post(.networkFailed(number: number, Failure.line(of: error)))
      }
    }
  }

  func stop() { state.withLock { $0 = (0, nil) } }

  func take(_ number: Int) -> RunningModel? {
    state.withLock { state in
      defer { state.opened = nil }
      return state.wanted == number ? state.opened : nil
    }
  }
}

extension OpenModel {
  /// Opens another network than the present one, or its file anew.
  init(_ choice: NetworkChoice, after present: OpenModel) throws {
    switch choice {
    case .again(let preprocessing):
      try self.init(present.resolved)
      if let preprocessing { use(preprocessing) }
    case .installed(let name):
      try self.init(present.resolved.opening(model: name))
    case .file(let name):
      let path = UserFolders.expanded(Path(name))
      // A terminal would lose its keys to the reader.
      guard WholeFile.kind(of: path) != S_IFCHR else {
        throw Failure(.noInput, "\(path): a device holds no weights")
      }
      try self.init(present.resolved.opening(weights: path))
    }
  }
}
