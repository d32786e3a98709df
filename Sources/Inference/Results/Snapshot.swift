import SqueezeNet
import Weights

/// A copy of everything that a pass holds: the prepared image and the outputs of its layers.
///
/// Kept to compare with another pass. It takes 20 MB for v1.0 at 227, 12 MB for v1.1: a fire
/// block's halves are parts of its output and are not held twice.
public struct Snapshot: Sendable {
  public let network: Network
  /// The changes that were made to the pass.
  public let ablation: Ablation
  /// The prepared image as the network saw it, the square of `ablation` covered.
  public let input: Activation
  /// Layers that are done: those before this index.
  public let frontier: Int
  /// By layer; nil for halves of a block whose output is here, and beyond the frontier.
  private let outputs: [Activation?]

  init(
    network: Network, ablation: Ablation, input: Activation, frontier: Int, outputs: [Activation?]
  ) {
    self.network = network
    self.ablation = ablation
    self.input = input
    self.frontier = frontier
    self.outputs = outputs
  }

  /// A layer's output; nil is the prepared image. Nil for a layer that does not exist or was not
  /// done.
  public func activation(layer index: Int?) -> Activation? {
    guard let index else { return input }
    guard outputs.indices.contains(index), index < frontier else { return nil }
    if let output = outputs[index] { return output }
    guard let layer = network.layer(at: index), let fire = layer.fire,
      let channels = layer.concatenatedChannels,
      let whole = network.layer(named: fire.name).flatMap({ outputs[$0.index] })
    else { return nil }
    return whole.channels(channels)
  }

  /// Runs one pass on an engine of its own, which is gone afterwards: another photo, model or
  /// geometry to compare with.
  ///
  /// - Parameters:
  ///   - input: the prepared image, before `ablation`.
  ///   - shouldStop: asked before each layer.
  /// - Returns: nil when stopped.
  public static func ofPass(
    network: Network, weights: ModelWeights, input: [Float], ablation: Ablation = Ablation(),
    threads: Int,
    shouldStop: () -> Bool = { false }
  ) throws(EngineError) -> Snapshot? {
    let engine = try Engine(network: network, weights: weights, threads: threads, givesWay: true)
    try engine.setInput(ablation.occlusion?.applied(to: input, size: network.size) ?? input)
    engine.ablate(ablation.ablatedChannels)
    for layer in network.layers.indices {
      if shouldStop() { return nil }
      engine.run(layer: layer)
    }
    return engine.snapshot(ablation: ablation)
  }
}

extension Engine {
  /// A copy of the prepared image and of the outputs of the layers before `frontier`, all by
  /// default; nil where layers share memory (`keepsActivations` false).
  ///
  /// - Parameter edits: the changes that the outputs were computed with, to be told with them.
  public func snapshot(upTo frontier: Int? = nil, ablation: Ablation = Ablation()) -> Snapshot? {
    let count = network.layers.count
    let frontier = max(0, min(frontier ?? count, count))
    guard keepsActivations, let input = activation(layer: nil) else { return nil }
    let outputs = network.layers.map { layer -> Activation? in
      guard layer.index < frontier else { return nil }
      if let fire = layer.fire, layer.concatenatedChannels != nil,
        let whole = network.layer(named: fire.name), whole.index < frontier
      {
        return nil
      }
      return activation(layer: layer.index)
    }
    return Snapshot(
      network: network, ablation: ablation, input: input, frontier: frontier, outputs: outputs)
  }
}

extension Activation {
  /// Some of the channels, as an activation of its own; nil for channels that are not there.
  public func channels(_ range: Range<Int>) -> Activation? {
    guard range.lowerBound >= 0, range.upperBound <= shape.channels else { return nil }
    let pixels = shape.height * shape.width
    let part = Shape(height: shape.height, width: shape.width, channels: range.count)
    let copied = [Float](unsafeUninitializedCapacity: part.count) { target, count in
      values.withUnsafeBufferPointer { source in
        for pixel in 0..<pixels {
          for channel in 0..<range.count {
            target.initializeElement(
              at: pixel * range.count + channel,
              to: source[pixel * shape.channels + range.lowerBound + channel])
          }
        }
      }
      count = part.count
    }
    return Activation(shape: part, values: copied)
  }
}
