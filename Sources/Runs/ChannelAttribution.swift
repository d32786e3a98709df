import Analysis
import Images
import Inference
import Reports
import SqueezeNet

/// The part of each channel of a layer in a class's score, computed without a screen.
public struct ChannelAttribution {
  private let order: ChannelOrder
  private let layer: Layer

  /// - Parameter index: Of the layer; nil is the input.
  /// - Throws: `Failure` for a layer that the order says nothing of.
  public init(order: ChannelOrder, layer index: Int?, _ network: Network) throws {
    guard let layer = index.flatMap({ network.layer(at: $0) }),
      network.canAblate(layer: layer.index)
    else {
      throw Failure.usage(
        "--sort \(order.rawValue): only layers before conv10 have channels to weigh")
    }
    guard order == .effect || ClassExplanation.parts(of: layer, in: network) != nil else {
      throw Failure.usage(
        "--sort contribution: \(layer.name) reaches the logit only through later layers; "
          + "--sort effect measures what its channels do")
    }
    self.order = order
    self.layer = layer
  }

  /// A layer's output, and a figure for each of its channels.
  public struct Attributed {
    public let model: ModelDescription
    public let output: Activation
    public let attributions: ChannelAttributions
  }

  /// - Parameters:
  ///   - ablation: Channels and pixels that are off in the pass.
  ///   - wanted: The class; nil is the strongest.
  public func attribute(
    _ photo: PreparedImage, _ ablation: Ablation, _ opened: OpenModel, class wanted: Int?
  ) throws -> Attributed {
    let network = opened.network
    let engine: Engine
    try opened.checkMemory(keepsActivations: true) { 2 * $0.largestOutputBytes }
    do throws(EngineError) {
      engine = try Engine(
        network: network, weights: opened.weights, threads: opened.threads, keepsActivations: true)
      try engine.setInput(
        ablation.occlusion?.applied(to: photo.values, size: network.size) ?? photo.values)
    } catch {
      throw Failure(error)
    }
    engine.ablate(ablation.ablatedChannels)
    engine.run()
    let probabilities = engine.activation(layer: network.layers.count - 1)?.values ?? []
    guard let index = wanted ?? Prediction.strongest(of: probabilities)?.index,
      let output = engine.activation(layer: layer.index),
      let values = values(engine, opened, index)
    else { throw Failure(.badData, "\(layer.name): its channels could not be weighed") }
    let name = network.classes[index]
    let words =
      order == .effect ? "effect on \(name), measured" : "part of the logit of \(name)"
    return Attributed(
      model: opened.description(threads: engine.threads, kernels: engine.kernels.description),
      output: output, attributions: ChannelAttributions(values, words: words))
  }

  private func values(_ engine: Engine, _ opened: OpenModel, _ index: Int) -> [Double]? {
    guard order != .effect else {
      return engine.ablationLosses(ofLayer: layer.index)?.losses(ofClass: index, in: opened.network)
    }
    return ClassExplanation.parts(of: layer, in: opened.network).flatMap { range in
      ClassExplanation(
        class: index, network: opened.network, weights: opened.weights,
        activation: { engine.activation(layer: $0) }
      ).map { Array($0.contributions[range]) }
    }
  }
}
