import SqueezeNet
import Weights

/// The network that a command runs and the weights that it runs with.
struct OpenModel {
  let identity: ModelIdentity
  let weights: ModelWeights

  var network: Network { identity.network }
  var weightsName: String { identity.weightsName }
  var threads: Int { identity.threads }

  /// Opens what was asked for; else installed trained weights, v1.0 before v1.1; else untrained
  /// ones. Without `--geometry` the weights' own counts.
  init(_ options: ModelOptions) throws {
    let loaded = try Self.load(options)
    weights = loaded.weights
    identity = ModelIdentity(
      network: try Self.network(
        weights.architecture, geometry: options.geometry ?? weights.geometry, size: options.size),
      weightsName: loaded.path?.split(separator: "/").last.map(String.init) ?? "untrained",
      isTrained: weights.isTrained, preparation: weights.preparation,
      threads: options.threadCount)
  }

  static func network(_ architecture: Architecture, geometry: Geometry, size: InputSize?) throws
    -> Network
  {
    do throws(NetworkError) {
      return try Network(architecture: architecture, geometry: geometry, size: size)
    } catch {
      throw Failure.usage(
        "--size: \(error.description) (\(architecture.rawValue), \(geometry.rawValue))")
    }
  }

  private static func load(_ options: ModelOptions) throws -> LoadedWeights {
    do throws(WeightsFileError) {
      guard let file = options.weights else {
        return try WeightsStore.standard.weights(for: options.model)
      }
      let loaded = try WeightsReader.read(path: file)
      if let asked = options.model { try loaded.require(asked) }
      return loaded
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: WeightsFileError) {
    self.init(code: error.exitCode, "\(error.path): \(error.description)")
  }
}
