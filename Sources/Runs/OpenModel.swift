import Configuration
import Reports
import SqueezeNet
import TextFormats
import Weights

/// The network that a command runs and the weights that it runs with.
public struct OpenModel: Sendable {
  public let identity: ModelIdentity
  public let weights: ModelWeights
  /// The other wishes of the command line and the configuration file.
  public let preferences: Preferences
  /// What is to be known of the weights, in one line.
  public private(set) var note: String?

  public var network: Network { identity.network }
  public var weightsName: String { identity.weightsName }
  public var threads: Int { identity.threads }

  /// The model without an engine.
  public var description: ModelDescription { description(threads: threads, kernels: "") }

  /// - Parameter kernels: Those of the engine that runs it.
  func description(threads: Int, kernels: String) -> ModelDescription {
    ModelDescription(
      network: network, isTrained: weights.isTrained, weightsName: weightsName, threads: threads,
      kernels: kernels, weights: weights)
  }

  /// Opens what was asked for; else installed trained weights, v1.0 before v1.1; else untrained
  /// ones. Where no geometry was asked for, the weights' own counts.
  public init(_ resolved: ResolvedSettings, store: WeightsStore = .standard) throws {
    preferences = resolved.preferences
    let loaded = try Self.load(resolved, store)
    weights = loaded.weights
    if loaded.isAltered, let path = loaded.path {
      note = "\(path): changed since it was installed; 'sqz-tui weights list' shows what it is"
    }
    identity = ModelIdentity(
      network: try Self.network(
        weights.architecture,
        paddingConvention: preferences[Settings.geometry] ?? weights.paddingConvention,
        size: preferences[Settings.size], classes: weights.classes,
        place: resolved.place(of: Settings.size)),
      weightsName: loaded.path?.name.description ?? "untrained",
      isTrained: weights.isTrained, preprocessing: weights.preprocessing,
      threads: preferences[Settings.threads] ?? ThreadCount.available())
  }

  init(identity: ModelIdentity, weights: ModelWeights, preferences: Preferences) {
    (self.identity, self.weights, self.preferences) = (identity, weights, preferences)
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
    do throws(WeightsFileError) {
      guard let file = preferences[Settings.weights] else {
        return try store.weights(for: preferences[Settings.model])
      }
      let loaded = try WeightsReader.read(path: file)
      guard let asked = preferences[Settings.model] else { return loaded }
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

extension Failure {
  public init(_ error: WeightsFileError) {
    self.init(code: error.exitCode, "\(error.path): \(error.description)")
  }
}
