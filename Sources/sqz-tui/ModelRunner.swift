import Explorer
import Images
import Inference
import SqueezeNet

/// Passes of images through a session, without a screen.
struct ModelRunner {
  private let model: OpenModel
  private let session: Session
  private let events = EventCollector()
  private var network: Network { model.network }

  init(_ model: OpenModel) throws {
    self.model = model
    do throws(EngineError) {
      session = try Session(
        network: model.network, weights: model.weights, threads: model.threads,
        deliver: { [events] in events.add($0) })
    } catch {
      throw Failure.usage("network: \(error.description)")
    }
  }

  /// One complete pass.
  struct Pass {
    /// In the order of `Network.layers`.
    let results: [LayerResult]
    /// Of all classes.
    let probabilities: [Float]
  }

  func pass(of photo: PreparedImage) throws -> Pass {
    run(photo, upTo: network.layers.count)
    var results: [LayerResult] = []
    var probabilities: [Float] = []
    while true {
      switch events.next() {
      case .finished(_, let result): results.append(result)
      case .classified(_, let values): probabilities = values
      case .idle: return Pass(results: results, probabilities: probabilities)
      case .started, .measuring, .measured, .activation: break
      }
    }
  }

  /// The output of a layer; nil is the prepared image.
  func activation(of photo: PreparedImage, layer: Int?) throws -> Activation {
    run(photo, upTo: layer.map { $0 + 1 } ?? 0)
    // Only what has been computed can be copied.
    while true {
      if case .idle = events.next() { break }
    }
    session.fetchActivation(layer: layer, generation: 0)
    while true {
      if case .activation(_, _, let activation) = events.next() { return activation }
    }
  }

  /// Repeats the pass of the image that was used last. No runs: the pass itself is the profile.
  func profile(of pass: Pass, image: String, runs: Int) throws -> Profile {
    let measurement = runs > 0 ? measure(runs: runs) : nil
    let description = ModelDescription(
      network: network, isTrained: model.weights.isTrained, weightsName: model.weightsName,
      threads: session.threads, kernels: session.kernels.description)
    guard
      let profile = Profile(
        model: description, image: Failure.oneLine(image), results: pass.results,
        measurement: measurement)
    else { throw Failure(.badData, "\(image): the pass is not complete") }
    return profile
  }

  private func measure(runs: Int) -> Measurement? {
    session.measure(runs: runs, generation: 0)
    while true {
      if case .measured(_, let measurement) = events.next() { return measurement }
    }
  }

  private func run(_ photo: PreparedImage, upTo end: Int) {
    session.useInput(photo.values, generation: 0)
    session.run(upTo: end, pause: 0, generation: 0)
  }
}
