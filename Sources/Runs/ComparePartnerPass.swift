import Images
import Reports
import SqueezeNet
import TextFormats
import Weights

/// A second pass for the explorer to compare with.
public struct ComparePartnerPass: Sendable {
  let model: OpenModel
  let partner: ComparePartner
  /// The photo's name.
  let image: String
  let photo: @Sendable (ModelIdentity) throws -> PreparedImage

  /// - Parameters:
  ///   - image: The photo's name.
  ///   - photo: Gives it as a network takes it.
  public init(
    model: OpenModel, partner: ComparePartner, image: String,
    photo: @escaping @Sendable (ModelIdentity) throws -> PreparedImage
  ) {
    (self.model, self.partner, self.image, self.photo) = (model, partner, image, photo)
  }

  /// - Parameter shouldStop: Asked before each layer.
  /// - Returns: nil when stopped.
  /// - Throws: `Failure` when the photo or the weights can't be read, or the network is too small.
  public func run(shouldStop: () -> Bool) throws -> ComparedPass? {
    let other = try model.other(partner)
    try other.checkMemory(keepsActivations: true) {
      model.explorerBytes + 2 * $0.activationBytes
    }
    var pass = try other.comparedPass(
      of: photo(other.identity), named: image, shouldStop: shouldStop)
    if isOtherModel, !shouldStop() {
      pass?.milliseconds = try other.medianMilliseconds(runs: OpenModel.comparedRuns)
    }
    return pass
  }

  /// True where the weights are others.
  public var isOtherModel: Bool { if case .architecture = partner { true } else { false } }
}

extension OpenModel {
  /// The model of the second pass: this one but for what the partner says.
  fileprivate func other(_ partner: ComparePartner) throws -> OpenModel {
    let isDefault = network.size == network.paddingConvention.defaultSize
    let size = isDefault ? nil : network.size
    switch partner {
    case .intact, .image: return self
    case .paddingConvention(let paddingConvention):
      return with(
        try Self.network(
          network.architecture, paddingConvention: paddingConvention, size: size,
          classes: network.classes),
        weights, weightsName
      )
    case .architecture(let architecture):
      let loaded: LoadedWeights
      do throws(WeightsFileError) {
        loaded = try WeightsStore.standard.weights(for: architecture)
      } catch {
        throw Failure(error)
      }
      return with(
        try Self.network(
          architecture, paddingConvention: loaded.weights.paddingConvention, size: size),
        loaded.weights, loaded.path?.name.description ?? "untrained")
    }
  }

  private func with(
    _ network: Network, _ weights: ModelWeights, _ weightsName: String
  ) -> OpenModel {
    OpenModel(
      identity: ModelIdentity(
        network: network, weightsName: weightsName, isTrained: weights.isTrained,
        preprocessing: weights.preprocessing, threads: threads),
      weights: weights, resolved: resolved)
  }
}
