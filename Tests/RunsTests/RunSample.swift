import Configuration
import Foundation
import Images
import Inference
import SqueezeNet
import Weights

@testable import Runs

/// A small untrained network, and a photo prepared for it.
struct RunSample {
  let model: OpenModel
  let photo: PreparedImage

  init(threads: Int = 1) throws {
    let network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(67))
    let weights = try ModelWeights.glorot(architecture: .v11, seed: 4, biasLimit: 0.1)
    let identity = ModelIdentity(
      network: network, weightsName: "untrained", isTrained: false,
      preprocessing: weights.preprocessing, threads: threads)
    model = OpenModel(
      identity: identity, weights: weights, resolved: ResolvedSettings(file: .none([])))
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../ImagesTests/Goldens/baseline-444.jpg").standardizedFileURL
    var opened = try identity.open(file.path.asPath, strict: true)
    photo = try identity.photo(of: &opened)
  }

  /// The logits without some channels.
  func logits(without channels: [Int: Set<Int>] = [:]) throws -> [Float] {
    let engine = try Engine(network: model.network, weights: model.weights, threads: 1)
    try engine.setInput(photo.values)
    engine.ablate(channels)
    engine.run()
    let index = model.network.layer(named: "avgpool10")?.index
    return engine.activation(layer: index)?.values ?? []
  }
}
