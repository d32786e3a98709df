import Explorer
import Images
import Inference
import Reports
import SqueezeNet
import Synchronization
import TextFormats
import Weights

/// The work that is wanted now: an earlier one stops when the number is another.
final class WantedNumber: Sendable {
  private let number = Mutex(0)
  func set(_ new: Int) { number.withLock { $0 = new } }
  func isNow(_ other: Int) -> Bool { number.withLock { $0 == other } }
}

/// A second pass for the explorer to compare with.
struct ComparePartnerPass: Sendable {
  let options: ExplorerOptions
  let partner: ComparePartner
  let path: String

  /// - Parameter shouldStop: Asked before each layer.
  /// - Returns: nil when stopped.
  /// - Throws: `Failure` when the photo or the weights can't be read, or the network is too small.
  func run(shouldStop: () -> Bool) throws -> ComparedPass? {
    let model = options.model
    var (network, weights, name) = (model.network, model.weights, model.weightsName)
    let isDefault = network.size == network.geometry.defaultSize
    let size = isDefault ? nil : network.size
    switch partner {
    case .unedited, .image: break
    case .geometry(let geometry):
      network = try OpenModel.network(network.architecture, geometry: geometry, size: size)
    case .architecture(let architecture):
      do throws(WeightsFileError) {
        let loaded = try WeightsStore.standard.weights(for: architecture)
        weights = loaded.weights
        name = loaded.path?.fileName ?? "untrained"
      } catch {
        throw Failure(error)
      }
      network = try OpenModel.network(architecture, geometry: weights.geometry, size: size)
    }
    do {
      let photo = try PreparedImage.load(
        path: path, size: network.size, preparation: weights.preparation, strict: options.strict)
      let snapshot = try Snapshot.ofPass(
        network: network, weights: weights, input: photo.values, threads: model.threads,
        shouldStop: shouldStop)
      return snapshot.map {
        ComparedPass(
          snapshot: $0, weightsName: name, isTrained: weights.isTrained, image: path,
          damage: photo.source.damage?.rawValue)
      }
    } catch let error as ImageError {
      throw Failure(code: error.exitCode, "\(path): \(error.description)")
    } catch let error as EngineError {
      throw Failure.usage("network: \(error.description)")
    }
  }
}
