import Explorer
import Images
import Inference
import Reports
import SqueezeNet
import Weights

/// Passes of images through an engine, without a screen: layers share memory, since each output is
/// looked at before the next layer runs, or not at all.
public struct ModelRunner {
  public let identity: ModelIdentity
  private let weights: ModelWeights?
  private let engine: Engine
  private var network: Network { identity.network }

  /// - Parameter keepsWeights: whether `description` has them; without, they are freed as soon as
  ///   nobody else holds them.
  public init(_ model: consuming OpenModel, keepsWeights: Bool = true) throws {
    identity = model.identity
    weights = keepsWeights ? model.weights : nil
    do throws(EngineError) {
      engine = try Engine(
        network: model.network, weights: model.weights, threads: model.threads,
        keepsActivations: false)
    } catch {
      throw Failure.usage("network: \(error.description)")
    }
  }

  /// One complete pass.
  public struct Pass {
    /// In the order of `Network.layers`.
    public let results: [LayerResult]
    /// Of all classes.
    public let probabilities: [Float]
  }

  /// A pass with everything there is to say of each layer.
  public func pass(of photo: PreparedImage) throws -> Pass {
    try use(photo)
    let reports = network.layers.compactMap { engine.report(layer: $0.index) }
    return Pass(
      results: reports.map(\.result), probabilities: reports.last?.output.values ?? [])
  }

  /// The probabilities of all classes, and nothing on the way.
  public func probabilities(of photo: PreparedImage) throws -> [Float] {
    try use(photo)
    engine.run()
    return engine.activation(layer: network.layers.count - 1)?.values ?? []
  }

  /// The same with channels switched off and a part of the photo covered.
  public func probabilities(of photo: PreparedImage, ablation: Ablation) throws -> [Float] {
    try use(ablation.occlusion?.applied(to: photo.values, size: network.size) ?? photo.values)
    engine.ablate(ablation.ablatedChannels)
    defer { engine.ablate([:]) }
    engine.run()
    return engine.activation(layer: network.layers.count - 1)?.values ?? []
  }

  /// The output of a layer; nil is the prepared image.
  public func activation(of photo: PreparedImage, layer: Int?) throws -> Activation {
    try use(photo)
    engine.run(layers: 0..<(layer.map { $0 + 1 } ?? 0))
    guard let activation = engine.activation(layer: layer) else {
      throw Failure.usage("the network has no such layer")
    }
    return activation
  }

  /// The outputs of layers; nil is the prepared image. Each is copied before the next layer may
  /// write over it.
  ///
  /// - Parameter edits: Channels that are off, and a part of the photo that is covered.
  public func activations(
    of photo: PreparedImage, layers: [Int?], ablation: Ablation = Ablation()
  ) throws -> [Int?: Activation] {
    try use(ablation.occlusion?.applied(to: photo.values, size: network.size) ?? photo.values)
    engine.ablate(ablation.ablatedChannels)
    defer { engine.ablate([:]) }
    var activations: [Int?: Activation] = [:]
    if layers.contains(nil) { activations[nil] = engine.activation(layer: nil) }
    guard let last = layers.compactMap(\.self).max() else { return activations }
    for layer in 0...last {
      engine.run(layer: layer)
      if layers.contains(layer) { activations[layer] = engine.activation(layer: layer) }
    }
    return activations
  }

  /// What becomes of every layer's output, in the order of the layers.
  public func outputs<Result>(
    of photo: PreparedImage, _ use: (_ layer: Int, _ output: Activation) -> Result?
  ) throws -> [Result] {
    try self.use(photo)
    return network.layers.compactMap { layer in
      engine.run(layer: layer.index)
      return engine.activation(layer: layer.index).flatMap { use(layer.index, $0) }
    }
  }

  /// Repeats the pass of the image that was used last. No runs: the pass itself is the profile.
  public func profile(of pass: Pass, image: String, runs: Int) throws -> Profile {
    let measurement = runs > 0 ? engine.measure(runs: runs) : nil
    guard
      let profile = Profile(
        model: description, image: Failure.oneLine(image), results: pass.results,
        measurement: measurement)
    else { throw Failure(.badData, "\(image): the pass is not complete") }
    return profile
  }

  public var description: ModelDescription {
    ModelDescription(
      network: network, isTrained: identity.isTrained, weightsName: identity.weightsName,
      threads: engine.threads, kernels: engine.kernels.description,
      weights: weights)
  }

  private func use(_ photo: PreparedImage) throws { try use(photo.values) }

  private func use(_ values: [Float]) throws {
    do throws(EngineError) {
      try engine.setInput(values)
    } catch {
      throw Failure.usage("network: \(error.description)")
    }
  }
}
