import Configuration
import Files
import Inference
import Reports
import SqueezeNet
import TextFormats
import Weights

/// The network that a command runs and the weights that it runs with.
public struct OpenModel: Sendable {
  public private(set) var identity: ModelIdentity
  public private(set) var weights: ModelWeights
  /// The wishes of the command line and the configuration file.
  public let resolved: ResolvedSettings
  /// Of the file that the weights are from; nil for untrained ones.
  public private(set) var watch: WeightsFileWatch?
  /// What is to be known of the weights, in one line.
  public private(set) var note: String?

  public var preferences: Preferences { resolved.preferences }
  public var network: Network { identity.network }
  public var weightsName: String { identity.weightsName }
  public var threads: Int { identity.threads }

  /// What was assumed of the weights, in one line; nil for nothing.
  public var assumptions: String? {
    identity.assumed.isEmpty ? nil : "\(weightsName): \(identity.assumed.joined(separator: "; "))"
  }

  /// The options of the command line that say which model it is.
  public var arguments: [String] {
    let rows: [any SettingRow] = [
      Settings.model, Settings.weights, Settings.labels, Settings.preprocess, Settings.geometry,
      Settings.size, Settings.threads,
    ]
    return rows.filter { resolved.source(of: $0) == .option }.flatMap { row in
      preferences.text(row).map { ["--\(row.key)", $0] } ?? []
    }
  }

  /// The model without an engine.
  public var description: ModelDescription { description(threads: threads, kernels: "") }

  /// - Parameter kernels: Those of the engine that runs it.
  func description(threads: Int, kernels: String) -> ModelDescription {
    ModelDescription(
      network: network, isTrained: weights.isTrained, weightsName: weightsName, threads: threads,
      kernels: kernels, weights: weights, arguments: arguments)
  }

  /// Opens what was asked for; else installed trained weights, v1.0 before v1.1; else untrained
  /// ones. Where no geometry was asked for, the weights' own counts.
  public init(_ resolved: ResolvedSettings, store: WeightsStore = .standard) throws {
    self.resolved = resolved
    let preferences = resolved.preferences
    watch = preferences[Settings.weights].map(WeightsFileWatch.init)
    let loaded = try Self.load(resolved, store)
    if loaded.path != preferences[Settings.weights] {
      watch = loaded.path.map(WeightsFileWatch.init)
    }
    weights = try Self.dressed(loaded, resolved)
    if let geometry = preferences[Settings.geometry] { weights.use(geometry) }
    if loaded.isAltered, let path = loaded.path {
      note = "\(path): changed since it was installed; 'sqz-tui weights list' shows what it is"
    }
    identity = ModelIdentity(
      network: try Self.network(
        weights.architecture, paddingConvention: weights.paddingConvention,
        size: preferences[Settings.size] ?? weights.preprocessing.crop, classes: weights.classes,
        place: resolved.place(of: Settings.size)),
      weightsName: loaded.path?.name.description ?? "untrained",
      isTrained: weights.isTrained, preprocessing: weights.preprocessing,
      threads: preferences[Settings.threads] ?? ThreadCount.available())
    try Self.usable { () throws(Preprocessing.Problem) in
      try weights.preprocessing.check(network.size)
    }
    identity.assumed = weights.assumed
  }

  /// Returns weights with the preprocessing and the names of classes that are wanted.
  public static func dressed(_ loaded: LoadedWeights, _ resolved: ResolvedSettings) throws
    -> ModelWeights
  {
    var weights = loaded.weights
    let named = resolved.preferences[Settings.weights]
    // What the file says is of its own weights.
    func wanted<Value>(_ setting: Setting<Value>) -> Value? {
      named != nil && loaded.path != named && resolved.source(of: setting) != .option
        ? nil : resolved.preferences[setting]
    }
    if let preprocessing = wanted(Settings.preprocess) {
      try usable { () throws(Preprocessing.Problem) in try weights.use(preprocessing) }
    }
    let count = weights.architecture.answerCount
    if let labels = wanted(Settings.labels) {
      do throws(WeightsFileError) {
        weights.use(try ClassNamesFile.read(labels, count: count), from: .asked)
      } catch {
        throw Failure(error)
      }
    } else if weights.origins.classes == .assumed, let named, loaded.path == named {
      weights.useNames(beside: named)
    }
    return weights
  }

  private static func usable(_ use: () throws(Preprocessing.Problem) -> Void) throws {
    do throws(Preprocessing.Problem) {
      try use()
    } catch {
      throw Failure.usage("--preprocess: \(error.description)")
    }
  }

  /// Returns the model with other weights of the same network.
  public func with(_ weights: ModelWeights) -> OpenModel {
    var model = self
    model.weights = weights
    return model
  }

  /// Takes another preprocessing that fits the network.
  public mutating func use(_ preprocessing: Preprocessing) {
    guard (try? weights.use(preprocessing)) != nil else { return }
    identity.preprocessing = weights.preprocessing
  }

  /// An untrained network of the paper's design space. conv1 and the poolings are those of the
  /// model that was asked for, else of v1.0; borders are the paper's unless others were asked for.
  public init(_ resolved: ResolvedSettings, design: DesignSpace) throws {
    guard resolved.source(of: Settings.weights) != .option else {
      throw Failure.usage("--weights: a design of the paper's space has no weights")
    }
    self.resolved = resolved
    let preferences = resolved.preferences
    let name = preferences[Settings.model] ?? Architecture.v10.name
    guard let published = Architecture(named: name) else {
      throw Failure.usage("--model \(name): designs are made of v1.0 or v1.1")
    }
    do {
      weights = try .glorot(architecture: try design.architecture(of: published))
    } catch let error as DesignError {
      throw Failure.usage("this design \(error.description)")
    }
    identity = ModelIdentity(
      network: try Self.network(
        weights.architecture, paddingConvention: preferences[Settings.geometry] ?? .paper,
        size: preferences[Settings.size], place: resolved.place(of: Settings.size)),
      weightsName: "untrained", isTrained: false, preprocessing: weights.preprocessing,
      threads: preferences[Settings.threads] ?? ThreadCount.available())
  }

  /// Passes of which a comparison of two models tells the median.
  public static let comparedRuns = 5

  /// The median of whole passes over a synthetic image, in milliseconds.
  public func medianMilliseconds(runs: Int) throws -> Double? {
    try checkMemory(keepsActivations: false)
    do throws(EngineError) {
      let engine = try Engine(
        network: network, weights: weights, threads: threads, keepsActivations: false)
      try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: 1))
      var times: [UInt64] = []
      engine.repeatPasses { pass in
        times.append(pass.total)
        return times.count < runs
      }
      return TimingSummary(nanoseconds: times).map { Double($0.median) / 1e6 }
    } catch {
      throw Failure(error)
    }
  }

  init(identity: ModelIdentity, weights: ModelWeights, resolved: ResolvedSettings) {
    (self.identity, self.weights, self.resolved) = (identity, weights, resolved)
  }

  /// - Parameter place: The place of the size in the configuration file; nil for an option.
  public static func network(
    _ architecture: Architecture, paddingConvention: PaddingConvention, size: InputSize?,
    classes: ClassNames? = nil, place: String? = nil
  ) throws -> Network {
    do throws(NetworkError) {
      return try Network(
        architecture: architecture, paddingConvention: paddingConvention, size: size,
        classes: classes)
    } catch {
      let reason = "\(error.description) (\(architecture.name), \(paddingConvention.name))"
      guard let place else { throw Failure.usage("--size: \(reason)") }
      throw Failure(.badData, "\(place): \(reason) (--no-config starts without the file)")
    }
  }

  private static func load(
    _ resolved: ResolvedSettings, _ store: WeightsStore
  ) throws -> LoadedWeights {
    let preferences = resolved.preferences
    let asked = preferences[Settings.model].flatMap(Architecture.init(named:))
    let installed = try asked == nil ? installed(resolved, store) : nil
    do throws(WeightsFileError) {
      if let installed { return try WeightsReader.read(path: installed) }
      guard let file = preferences[Settings.weights] else {
        return try store.weights(for: asked)
      }
      let loaded = try WeightsReader.read(path: file)
      guard let asked else { return loaded }
      // The file's weights are a default: the command line may ask for the other architecture.
      if resolved.source(of: Settings.weights) != .option,
        resolved.source(of: Settings.model) == .option,
        !loaded.weights.architecture.hasLayers(of: asked)
      {
        return try store.weights(for: asked)
      }
      try loaded.require(asked)
      return loaded
    } catch {
      guard let place = resolved.place(of: Settings.weights),
        error.path == preferences[Settings.weights]
      else {
        throw Failure(error)
      }
      throw Failure(
        code: error.exitCode,
        "\(place): \(error.path): \(error.description) (--no-config starts without the file)")
    }
  }
}

extension OpenModel {
  /// The file of installed weights that were named; nil where nothing was.
  private static func installed(_ resolved: ResolvedSettings, _ store: WeightsStore) throws -> Path?
  {
    guard let name = resolved.preferences[Settings.model] else { return nil }
    let place = resolved.place(of: Settings.model)
    guard place == nil || resolved.place(of: Settings.weights) == nil else {
      throw Failure(.badData, "\(place ?? ""): weights are named, too: give one of them")
    }
    if let path = store.path(ofModel: name) { return path }
    let names = store.models.map(\.name)
    let reason = "there is no model \(name), there are \(names.joined(separator: ", "))"
    throw place.map { Failure(.badData, "\($0): \(reason) (--no-config starts without the file)") }
      ?? Failure.usage("--model: \(reason)")
  }
}

extension Failure {
  public init(_ error: WeightsFileError) {
    self.init(code: error.exitCode, "\(error.path): \(error.description)")
  }
}
