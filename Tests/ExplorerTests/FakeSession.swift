import SqueezeNet
import Weights

@testable import Analysis
@testable import Explorer
@testable import Inference
@testable import Reports
@testable import TerminalUI

/// A session without an engine: carries commands out in their order and keeps the answers until
/// the test delivers them. Every layer takes (index + 1) milliseconds.
struct Explored {
  var state: State
  private(set) var events: [Event] = []
  /// All commands so far.
  private(set) var log: [Effect] = []
  private var frontier = 0
  private var runs: [(upTo: Int, generation: Int)] = []
  /// Generation of the passes that repeat until they are cancelled.
  private(set) var repeating: Int?
  private(set) var probing: (threads: [Int], generation: Int)?
  /// A measurement of effects that waits for `attribute`.
  private(set) var ablating: (layer: Int, number: Int)?
  /// A measurement of places that waits for its answer.
  private(set) var covering: (side: Int?, number: Int)?
  private var measurements: [(runs: Int, generation: Int)] = []

  init(
    images: [String] = ["a/coffee.jpg", "cat.png"], height: Int = 24,
    weights: ModelWeights? = nil
  ) throws {
    let network = try Network(
      architecture: .v10, paddingConvention: .caffe, size: InputSize(height: 64, width: 72))
    state = State.initial(
      model: ModelDescription(
        network: network, isTrained: true, weightsName: "w.net", threads: 2, kernels: "baseline",
        weights: weights),
      terminal: TerminalDescription(width: 80, height: height, colors: .many, unicode: true),
      imagePaths: images)
    carryOut(state.openingEffects)
  }

  var network: Network { state.network }
  var count: Int { network.layers.count }

  static let image = LoadedImage(width: 6, height: 4, damage: nil, pixels: [])

  /// Opened, the first pass run to its end, and conv1 selected.
  static func opened(
    images: [String] = ["a/coffee.jpg", "cat.png"], weights: ModelWeights? = nil
  ) throws -> Explored {
    var explored = try Explored(images: images, weights: weights)
    explored.send(.imageLoaded(index: 0, image))
    explored.settle()
    explored.press("j")
    explored.settle()
    return explored
  }

  /// Sends an event and carries its commands out; the answers wait.
  @discardableResult
  mutating func send(_ event: Event) -> [Effect] {
    let commands = update(&state, event)
    carryOut(commands)
    return commands
  }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { send(.key($0)) } }

  mutating func open(_ lesson: Lesson) { carryOut(state.open(lesson)) }

  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Delivers what waits, and computes, until nothing is left.
  mutating func settle() { while step() {} }

  /// Delivers one answer, or computes one layer when none waits; false when there is nothing.
  @discardableResult
  mutating func step() -> Bool {
    if !events.isEmpty {
      send(events.removeFirst())
      return true
    }
    if let run = runs.first {
      compute(run)
      return true
    }
    guard let measurement = measurements.first else { return answerMachine() }
    measurements.removeFirst()
    let passes = (1...measurement.runs).map(pass)
    events.append(.session(.timed(generation: measurement.generation, passes: passes)))
    let timing = (1...measurement.runs).map { UInt64($0) * 1_000_000 }
    guard let summary = TimingSummary(nanoseconds: timing) else { return false }
    events.append(
      .session(
        .measured(
          generation: measurement.generation,
          measurement: Measurement(
            layers: Array(repeating: summary, count: count), total: summary, peak: 100))))
    return true
  }

  private mutating func answerMachine() -> Bool {
    guard let generation = probing?.generation else { return false }
    probing = nil
    events.append(.session(.machine(generation: generation, figures: SampleState.machine)))
    return true
  }

  /// Every layer takes `milliseconds`, and so does the pass.
  func pass(milliseconds: Int) -> PassTime {
    let time = UInt64(milliseconds) * 1_000_000
    return PassTime(layers: Array(repeating: time, count: count), total: time)
  }

  private mutating func compute(_ run: (upTo: Int, generation: Int)) {
    guard frontier < min(run.upTo, count) else {
      runs.removeFirst()
      events.append(.session(.idle(generation: run.generation)))
      return
    }
    let layer = frontier
    frontier += 1
    events.append(.session(.started(generation: run.generation, layer: layer)))
    let statistics = ActivationStatistics(of: [0, Float(layer), 0, 1])
    events.append(
      .session(
        .finished(
          generation: run.generation,
          result: LayerResult(
            layer: layer, nanoseconds: UInt64(layer + 1) * 1_000_000, statistics: statistics))))
    if frontier == count {
      var probabilities = [Float](repeating: 0, count: Architecture.v10.classCount)
      probabilities[504] = 0.75
      events.append(
        .session(.classified(generation: run.generation, probabilities: probabilities)))
    }
  }

  private mutating func carryOut(_ commands: [Effect]) {
    log += commands
    for command in commands {
      switch command {
      case .useImage: frontier = 0
      case .session(let request): carryOut(request)
      case .survey(let layers):
        events += layers.map { .surveyed(layer: $0, $0 < frontier ? survey($0) : nil) }
      case .compare, .stopComparing: break
      case .evaluate, .stopEvaluating, .listNetworks, .openNetwork, .stopOpening, .useNetwork: break
      case .loadImage, .export, .stopExport, .display: break
      }
    }
  }

  private mutating func carryOut(_ request: SessionRequest) {
    switch request {
    case .useInput: break
    case .run(let upTo, _, let generation): runs.append((upTo, generation))
    case .rewind(let layers, _): frontier = min(frontier, layers)
    case .measure(let count, let generation): measurements.append((count, generation))
    case .repeatPasses(let generation):
      repeating = generation
      events.append(.session(.peak(generation: generation, peak: 100)))
    case .measureMachine(let threads, _, let generation):
      probing = (threads, generation)
    case .cancel:
      if let number = ablating?.number {
        events.append(.session(.ablationLosses(generation: number, ablationLosses: nil)))
      }
      ablating = nil
      if let number = covering?.number {
        events.append(
          .session(.occlusionEffects(generation: number, effects: nil, isOver: true)))
      }
      covering = nil
      if let generation = repeating {
        events.append(.session(.measured(generation: generation, measurement: nil)))
      }
      if let generation = probing?.generation {
        events.append(.session(.machine(generation: generation, figures: nil)))
      }
      repeating = nil
      probing = nil
      for run in runs { events.append(.session(.idle(generation: run.generation))) }
      for asked in measurements {
        events.append(.session(.measured(generation: asked.generation, measurement: nil)))
      }
      runs = []
      measurements = []
    case .ablate(let ablation, let number):
      events.append(.session(.ablated(generation: number, outcome: outcome(of: ablation))))
    case .fetchActivations(let layers, let generation):
      guard layers.allSatisfy({ $0.map { $0 < frontier } ?? true }) else { return }
      var outputs: [Int?: Activation] = [:]
      for layer in layers {
        outputs[layer] = Self.activation(
          layer.map { network.layers[$0].outputShape } ?? network.inputShape)
      }
      events.append(.session(.activations(generation: generation, outputs: outputs)))
    case .measureAblationLosses(let layer, let number): ablating = (layer, number)
    case .measureOcclusionEffects(let side, let number): covering = (side, number)
    }
  }

  /// Every edit runs the layers from fire2 on again; without any the answer is as before, else the
  /// third class wins.
  private func outcome(of ablation: Ablation) -> AblationOutcome {
    var probabilities = [Float](repeating: 0, count: Architecture.v10.classCount)
    probabilities[504] = ablation.isEmpty ? 0.75 : 0.25
    probabilities[3] = ablation.isEmpty ? 0 : 0.5
    let layers = Array(2..<count)
    let statistics = layers.map {
      ($0, ActivationStatistics(of: ablation.isEmpty ? [0, Float($0), 0, 1] : [42]))
    }
    return AblationOutcome(
      ablation: ablation, layers: layers, nanoseconds: 5_000_000,
      statistics: Dictionary(uniqueKeysWithValues: statistics), frontier: count, logits: nil,
      probabilities: probabilities)
  }

  /// Of made-up values: those of the layer's statistics in its first channel, the others dead.
  private func survey(_ layer: Int) -> LayerSurvey? {
    let output = Activation(
      shape: Shape(height: 1, width: 4, channels: 1), values: [0, Float(layer), 0, 1])
    let channels = network.layers[layer].outputShape.channels
    return output.map {
      LayerSurvey(
        activity: LayerActivity(
          layer: layer, channels: channels, deadChannels: Array(1..<channels), zeroShare: 0.5,
          weightZeroShare: network.layers[layer].convolution == nil ? nil : 0.25,
          paperZeroShare: nil),
        output: $0)
    }
  }

  /// Channel c is c · 7 mod 5 everywhere.
  static func activation(_ shape: Shape) -> Activation? {
    let pixel = (0..<shape.channels).map { Float($0 * 7 % 5) }
    let values = (0..<shape.height * shape.width).flatMap { _ in pixel }
    return Activation(shape: shape, values: values)
  }
}
