import Images
import Inference
import SqueezeNet

/// Passes of images through a model, without a screen.
struct ModelRunner {
  private let engine: Engine
  private var network: Network { engine.network }

  init(_ model: OpenModel) throws {
    engine = try model.engine()
  }

  /// A layer's output; nil is the prepared image.
  func activation(of photo: PreparedImage, after layer: Int?) throws -> Activation {
    try setInput(photo)
    if let layer { engine.run(layers: 0..<layer + 1) }
    guard let activation = engine.activation(layer: layer) else {
      throw Failure.usage("the network has no layer \(layer ?? 0)")
    }
    return activation
  }

  /// Softmax output of all classes.
  func probabilities(of photo: PreparedImage) throws -> [Float] {
    try activation(of: photo, after: network.layers.count - 1).values
  }

  func setInput(_ photo: PreparedImage) throws {
    do throws(EngineError) {
      try engine.setInput(photo.values)
    } catch {
      throw Failure.usage("network: \(error.description)")
    }
  }
}
