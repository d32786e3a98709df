import Explorer
import Images
import Inference
import Reports
import SqueezeNet
import Synchronization
import TextFormats
import Weights

/// The work that is wanted now: an earlier one stops when the number is another.
public final class WantedNumber: Sendable {
  private let number = Mutex(0)
  public init() {}

  public func set(_ new: Int) { number.withLock { $0 = new } }
  public func isNow(_ other: Int) -> Bool { number.withLock { $0 == other } }
}

/// A second pass for the explorer to compare with.
public struct ComparePartnerPass: Sendable {
  let model: OpenModel
  let partner: ComparePartner
  let path: String
  /// Whether a damaged image is an error.
  let strict: Bool

  public init(model: OpenModel, partner: ComparePartner, path: String, strict: Bool) {
    (self.model, self.partner, self.path, self.strict) = (model, partner, path, strict)
  }

  /// - Parameter shouldStop: Asked before each layer.
  /// - Returns: nil when stopped.
  /// - Throws: `Failure` when the photo or the weights can't be read, or the network is too small.
  public func run(shouldStop: () -> Bool) throws -> ComparedPass? {
    var (network, weights, name) = (model.network, model.weights, model.weightsName)
    let isDefault = network.size == network.paddingConvention.defaultSize
    let size = isDefault ? nil : network.size
    switch partner {
    case .intact, .image: break
    case .paddingConvention(let paddingConvention):
      network = try OpenModel.network(
        network.architecture, paddingConvention: paddingConvention, size: size)
    case .architecture(let architecture):
      do throws(WeightsFileError) {
        let loaded = try WeightsStore.standard.weights(for: architecture)
        weights = loaded.weights
        name = loaded.path?.fileName ?? "untrained"
      } catch {
        throw Failure(error)
      }
      network = try OpenModel.network(
        architecture, paddingConvention: weights.paddingConvention, size: size)
    }
    do {
      let photo = try PreparedImage.load(
        path: path, size: network.size, preprocessing: weights.preprocessing, strict: strict)
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
