import Glibc
import SqueezeNet
import Weights

/// The thread of a session: it alone touches the engine.
final class SessionWorker: @unchecked Sendable {
  let engine: Engine
  let weights: ModelWeights
  let mailbox: SessionMailbox
  let deliver: @Sendable (SessionEvent) -> Void
  /// Layers `0 ..< frontier` hold what the present input and edits give.
  var frontier = 0
  private(set) var hasInput = false
  /// The prepared image before edits.
  private(set) var input: [Float] = []
  var ablation = Ablation()
  private var isWarm = false

  private var layerCount: Int { engine.network.layers.count }

  init(
    engine: Engine, weights: ModelWeights, mailbox: SessionMailbox,
    deliver: @escaping @Sendable (SessionEvent) -> Void
  ) {
    self.engine = engine
    self.weights = weights
    self.mailbox = mailbox
    self.deliver = deliver
  }

  /// False when the system gives no thread.
  func start() -> Bool {
    guard let thread = startThread({ self.work() }) else { return false }
    pthread_detach(thread)
    return true
  }

  private func work() {
    giveWay()
    while let (task, wasDropped) = mailbox.next() {
      switch task {
      case .request(let request): carryOut(request, wasDropped)
      case .snapshot(let receive): receive(snapshot)
      }
    }
  }

  private func carryOut(_ request: SessionRequest, _ wasDropped: Bool) {
    switch request {
    case .useInput(let values, _):
      hasInput = (try? engine.setInput(values)) != nil
      input = hasInput ? values : []
      ablation = Ablation()
      engine.ablate([:])
      frontier = 0
      if hasInput { warmUp() }
    case .rewind(let layers, _): frontier = min(frontier, max(0, layers))
    case .fetchActivations(let layers, let generation): copy(layers, generation)
    case .run(let end, let pause, let generation):
      if !wasDropped { run(upTo: min(end, layerCount), pause: pause, generation) }
      deliver(.idle(generation: generation))
    case .measure(let runs, let generation):
      let measurement = wasDropped ? nil : measure(runs: runs, generation)
      deliver(.measured(generation: generation, measurement: measurement))
    case .repeatPasses(let generation):
      if !wasDropped { repeatPasses(generation) }
      deliver(.measured(generation: generation, measurement: nil))
    case .measureMachine(let threads, let runs, let generation):
      let figures = wasDropped ? nil : measureMachine(threads, runs, generation)
      deliver(.machine(generation: generation, figures: figures))
    case .ablate(let ablation, let generation): ablate(ablation, generation)
    case .measureAblationLosses(let layer, let generation):
      let ablationLosses = wasDropped ? nil : measureAblationLosses(ofLayer: layer, generation)
      deliver(.ablationLosses(generation: generation, ablationLosses: ablationLosses))
    case .measureOcclusionEffects(let side, let generation):
      let effects = wasDropped ? nil : measureOcclusionEffects(side: side, generation)
      deliver(.occlusionEffects(generation: generation, effects: effects, isOver: true))
    case .cancel: break  // Never waits: the mailbox carried it out.
    }
  }

  /// Runs a pass that nobody sees before the first one that is shown: that one's times are then
  /// those of any other. A large network's would be waited for, and is shown as the first.
  private func warmUp() {
    guard !isWarm, engine.network.macs < Session.unseenPassMACs else { return }
    isWarm = true
    for layer in 0..<layerCount where !mailbox.shouldStop { engine.run(layer: layer) }
  }

  private func copy(_ layers: [Int?], _ generation: Int) {
    guard hasInput, layers.allSatisfy({ $0.map { $0 < frontier } ?? true }) else { return }
    var outputs: [Int?: Activation] = [:]
    for layer in layers { outputs[layer] = engine.activation(layer: layer) }
    deliver(.activations(generation: generation, outputs: outputs))
  }

  /// - Parameter snapshots: Whether copies of everything are made, too.
  /// - Returns: Whether there was something to copy.
  @discardableResult
  func makeCopies(snapshots: Bool = false) -> Bool {
    let tasks = mailbox.takeCopies(frontier: frontier, snapshots: snapshots)
    for task in tasks {
      switch task {
      case .request(.fetchActivations(let layers, let generation)): copy(layers, generation)
      case .snapshot(let receive): receive(snapshot)
      default: break
      }
    }
    return !tasks.isEmpty
  }

  private func run(upTo end: Int, pause: Int, _ generation: Int) {
    while hasInput, frontier < end, !mailbox.shouldStop {
      let layer = frontier
      let deadline = monotonicNanoseconds() + UInt64(max(0, pause)) * 1_000_000
      while pause > 0, !mailbox.shouldStop, monotonicNanoseconds() < deadline {
        mailbox.pause(until: deadline, frontier: frontier)
        makeCopies()
      }
      makeCopies()
      if mailbox.shouldStop { return }
      deliver(.started(generation: generation, layer: layer))
      guard let (result, output) = engine.report(layer: layer) else { return }
      frontier += 1
      deliver(.finished(generation: generation, result: result))
      if frontier == layerCount {
        deliver(.classified(generation: generation, probabilities: output.values))
      }
    }
  }
}
