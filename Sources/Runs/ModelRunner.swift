import Analysis
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

  /// - Parameters:
  ///   - keepsWeights: true to have them in `description`; else they are freed as soon as nothing
  ///     else holds them.
  ///   - besides: Bytes that are needed besides the pass; without it a copy of one output.
  /// - Throws: `Failure`, before anything is allocated, for more than is allowed.
  public init(
    _ model: consuming OpenModel, keepsWeights: Bool = true,
    besides: (Network) throws -> Int = { 2 * $0.largestOutputBytes }
  ) throws {
    try model.checkMemory(keepsActivations: false, besides: besides)
    identity = model.identity
    weights = keepsWeights ? model.weights : nil
    do throws(EngineError) {
      engine = try Engine(
        network: model.network, weights: model.weights, threads: model.threads,
        keepsActivations: false)
    } catch {
      throw Failure(error)
    }
  }

  /// One complete pass.
  public struct Pass {
    /// In the order of `Network.layers`.
    public fileprivate(set) var results: [LayerResult]
    /// Of all classes.
    public fileprivate(set) var probabilities: [Float]
    let damage: Damage?
  }

  /// A pass with everything there is to say of each layer.
  public func pass(of photo: PreparedImage) throws -> Pass {
    try use(photo)
    var pass = Pass(results: [], probabilities: [], damage: photo.source.damage)
    for layer in network.layers {
      guard let (result, output) = engine.report(layer: layer.index) else { continue }
      pass.results.append(result)
      // Of all outputs the last one alone is kept.
      if layer.index == network.layers.count - 1 { pass.probabilities = try checked(output.values) }
    }
    return pass
  }

  /// The probabilities of all classes, and nothing on the way.
  ///
  /// - Parameter ablation: Channels that are off, and a part of the photo that is covered.
  public func probabilities(of photo: PreparedImage, ablation: Ablation = Ablation()) throws
    -> [Float]
  {
    try use(photo, ablation)
    engine.run()
    return try checked(engine.activation(layer: network.layers.count - 1)?.values ?? [])
  }

  /// - Throws: where scores were too large to be numbers.
  private func checked(_ probabilities: [Float]) throws -> [Float] {
    guard probabilities.allSatisfy(\.isFinite) else {
      throw Failure(.badData, "\(identity.weightsName): \(Self.noAnswer)")
    }
    return probabilities
  }

  static let noAnswer = "the scores are too large to be numbers: its training went wrong"

  /// The outputs of layers; nil is the prepared image. Each is copied before the next layer may
  /// write over it.
  ///
  /// - Parameter ablation: Channels that are off, and a part of the photo that is covered.
  func activations(
    of photo: PreparedImage, layers: [Int?], ablation: Ablation = Ablation()
  ) throws -> [Int?: Activation] {
    try use(photo, ablation)
    var activations: [Int?: Activation] = [:]
    if layers.contains(nil) { activations[nil] = engine.activation(layer: nil) }
    guard let last = layers.compactMap(\.self).max() else { return activations }
    for layer in 0...last {
      engine.run(layer: layer)
      if layers.contains(layer) { activations[layer] = engine.activation(layer: layer) }
    }
    return activations
  }

  /// Collects what exports and reports of a pass are made of.
  ///
  /// - Parameters:
  ///   - image: The photo's path.
  ///   - layers: Those whose outputs are needed; nil is the prepared image.
  public func source(
    of photo: PreparedImage, named image: String, layers: [Int?] = [],
    ablation: Ablation = Ablation()
  ) throws -> ReportSource {
    var source = ReportSource(
      model: description, image: image,
      pixels: ablation.occlusion?.applied(
        to: photo.pixels, size: network.size, preprocessing: identity.preprocessing)
        ?? photo.pixels,
      activations: try activations(of: photo, layers: layers, ablation: ablation))
    source.ablation = ablation
    source.damage = photo.source.damage?.rawValue
    return source
  }

  /// The answers with a square moved over the whole photo.
  ///
  /// - Parameter side: In pixels; nil for the usual one.
  public func occlusionEffects(of photo: PreparedImage, side: Int?) throws -> OcclusionEffects {
    do throws(EngineError) {
      return try engine.occlusionEffects(
        of: photo.values, on: OcclusionGrid(side: side, size: network.size))
    } catch {
      throw Failure(error)
    }
  }

  /// Looks at each layer's output before the next layer may write over it. None without weights.
  public func surveys(of photo: PreparedImage) throws -> [LayerSurvey] {
    guard let weights else { return [] }
    try use(photo)
    return network.layers.compactMap { layer in
      engine.run(layer: layer.index)
      return engine.activation(layer: layer.index).flatMap {
        LayerSurvey(layer: layer.index, network: network, weights: weights, output: $0)
      }
    }
  }

  /// A pass, repeated so many times.
  public func profile(of photo: PreparedImage, image: String, runs: Int) throws -> Profile {
    try profile(of: try pass(of: photo), image: image, runs: runs)
  }

  /// Repeats the pass of the image that was used last. No runs: the pass itself is the profile.
  public func profile(of pass: Pass, image: String, runs: Int) throws -> Profile {
    let measurement = runs > 0 ? engine.measure(runs: runs) : nil
    guard
      let profile = Profile(
        model: description, image: image, damage: pass.damage?.rawValue, results: pass.results,
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

  private func use(_ photo: PreparedImage, _ ablation: Ablation = Ablation()) throws {
    do throws(EngineError) {
      try engine.setInput(
        ablation.occlusion?.applied(to: photo.values, size: network.size) ?? photo.values)
    } catch {
      throw Failure(error)
    }
    engine.ablate(ablation.ablatedChannels)
  }
}
