import Analysis
import Explorer
import Files
import Glibc
import Images
import Inference
import Reports
import Runs
import SqueezeNet
import Terminal
import Weights

/// Carries out what the explorer's `update` asks for. Nothing here waits: answers are events.
final class EffectRunner {
  let description: ModelDescription
  private let options: ExplorerOptions
  private let events: EventQueue<Event>
  private let session: Session
  private let comparing = WantedNumber()
  private let exports: ExploreExports
  /// The first image, when it was opened before the terminal was taken.
  private var opened: LoadedImage?

  /// - Throws: `Failure` when the engine cannot be made or the only image cannot be shown.
  init(_ options: ExplorerOptions, events: EventQueue<Event>) throws {
    self.options = options
    self.events = events
    exports = ExploreExports(events: events)
    let model = options.model
    // Beside the session's pass another one for a while: a comparison, a copy of all outputs.
    try model.checkMemory(keepsActivations: true) {
      $0.passBytes(threads: model.threads, keepsActivations: true) + 2 * $0.largestOutputBytes
        + options.imagePaths.count * $0.inputShape.count
    }
    // An explorer with nothing to explore is of no use: one image is opened first.
    if let only = options.imagePaths.first, options.imagePaths.count == 1 {
      do throws(ImageError) {
        opened = try Self.load(only, options)
      } catch {
        throw Failure(code: error.exitCode, "\(only): \(error.description)")
      }
    }
    do throws(EngineError) {
      session = try Session(
        network: model.network, weights: model.weights, threads: model.threads,
        deliver: { events.post(.session($0)) })
    } catch {
      throw Failure(error)
    }
    description = ModelDescription(
      network: model.network, isTrained: model.weights.isTrained,
      weightsName: model.weightsName, threads: session.threads,
      kernels: session.kernels.description,
      availableThreads: ThreadCount.available(), weights: model.weights)
  }

  /// - Parameter finishing: True to finish a file that is being written; else it is
  ///   dropped.
  /// - Returns: The reason why there is none in the end.
  func close(finishing: Bool) -> Failure? {
    let failure = exports.end(finishing: finishing)
    session.close()
    return failure
  }

  func perform(_ command: Effect, _ state: State) {
    switch command {
    case .loadImage(let index): load(index)
    case .useImage(let index, let generation):
      guard state.images.indices.contains(index),
        case .loaded(let image) = state.images[index].status
      else { return }
      // Cheaper made again than kept for every image.
      let values = options.model.weights.preprocessing.values(of: image.pixels)
      session.send(.useInput(values, generation: generation))
    case .session(let request): session.send(request)
    case .survey(let layers): survey(layers)
    case .compare(let partner, let number): compare(partner, number, state)
    case .stopComparing: comparing.set(0)
    case .export(let job, let overwrite, let number):
      exports.start(job, overwrite: overwrite, number, state, session, options.model)
    case .stopExport: exports.stop()
    case .display: break  // The run loop's own.
    }
  }

  private func load(_ index: Int) {
    guard options.imagePaths.indices.contains(index) else { return }
    if index == 0, let opened {
      self.opened = nil
      return events.post(.imageLoaded(index: 0, opened))
    }
    let (options, events) = (options, events)
    runOnOwnThread { events.post(EffectRunner.answer(to: index, options)) }
  }

  private static func answer(to index: Int, _ options: ExplorerOptions) -> Event {
    do throws(ImageError) {
      return .imageLoaded(index: index, try load(options.imagePaths[index], options))
    } catch {
      return .imageFailed(index: index, error.description)
    }
  }

  private static func load(_ path: Path, _ options: ExplorerOptions) throws(ImageError)
    -> LoadedImage
  {
    let image = try PreparedImage.load(
      path: path, size: options.model.network.size,
      preprocessing: options.model.weights.preprocessing, strict: options.strict)
    return LoadedImage(
      width: image.source.width, height: image.source.height,
      isTruncated: image.source.isTruncated, damage: image.source.damage?.rawValue,
      pixels: image.pixels)
  }

  private func survey(_ layers: [Int]) {
    let (model, events) = (options.model, events)
    session.takeSnapshot { snapshot in
      Task.detached { @Sendable in
        for layer in layers {
          let survey = snapshot?.activation(layer: layer).flatMap {
            LayerSurvey(
              layer: layer, network: model.network, weights: model.weights, output: $0)
          }
          events.post(.surveyed(layer: layer, survey))
        }
      }
    }
  }

  private func compare(_ partner: ComparePartner, _ number: Int, _ state: State) {
    var index = state.imageIndex
    if case .image(let other) = partner { index = other }
    guard options.imagePaths.indices.contains(index) else { return }
    let current = state.currentImage?.path ?? ""
    comparing.set(number)
    let (model, events, comparing) = (options.model, events, comparing)
    let count = model.network.layers.count
    let other = ComparePartnerPass(
      model: model, partner: partner, path: options.imagePaths[index], strict: options.strict)
    session.takeSnapshot { snapshot in
      runOnOwnThread {
        var done = 0
        do {
          let first = try other.run {
            events.post(.comparing(number: number, done: done, of: count))
            done += 1
            return !comparing.isNow(number)
          }
          guard let first, let snapshot else { return }
          let second = ComparedPass(
            snapshot: snapshot, weightsName: model.weightsName,
            isTrained: model.weights.isTrained, image: current)
          events.post(.compared(number: number, PassPair(first, second)))
        } catch {
          let reason = (error as? Failure)?.line ?? "\(error)"
          events.post(.compareFailed(number: number, reason))
        }
      }
    }
  }
}
