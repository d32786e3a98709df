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
  private let photos: OpenPhotos
  private let comparing = WantedNumber()
  private let exports: ExploreExports
  /// The first image, when it was opened before the terminal was taken.
  private var opened: LoadedImage?

  /// - Throws: `Failure` when the engine cannot be made or the only image cannot be shown.
  init(_ options: ExplorerOptions, events: EventQueue<Event>) throws {
    self.options = options
    self.events = events
    photos = OpenPhotos(options.imagePaths, strict: options.strict)
    exports = ExploreExports(events: events)
    let model = options.model
    // Beside the session's pass another one for a while: a comparison, a copy of all outputs.
    try model.checkMemory(keepsActivations: true) {
      $0.passBytes(threads: model.threads, keepsActivations: true) + 2 * $0.largestOutputBytes
        + min(options.imagePaths.count, ImageEntry.mostLoaded) * $0.inputShape.count
    }
    // An explorer with nothing to explore is of no use: one image is opened first.
    if let only = options.imagePaths.first, options.imagePaths.count == 1 {
      do throws(ImageError) {
        opened = try Self.load(0, from: photos, for: model.identity)
      } catch {
        throw Failure(error, of: only)
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
      let preprocessing = state.model.weights?.preprocessing ?? options.model.identity.preprocessing
      let values = preprocessing.values(of: image.pixels)
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
    let (photos, model, events) = (photos, options.model.identity, events)
    runOnOwnThread {
      do throws(ImageError) {
        let image = try EffectRunner.load(index, from: photos, for: model)
        events.post(.imageLoaded(index: index, image))
      } catch {
        events.post(.imageFailed(index: index, error.description))
      }
    }
  }

  private static func load(
    _ index: Int, from photos: OpenPhotos, for model: ModelIdentity
  ) throws(ImageError) -> LoadedImage {
    let image = try photos.photo(index, for: model)
    return LoadedImage(
      width: image.source.width, height: image.source.height,
      damage: image.source.damage?.rawValue, pixels: image.pixels)
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
    let index = if case .image(let other) = partner { other } else { state.imageIndex }
    guard options.imagePaths.indices.contains(index) else { return }
    let (current, damage) = (state.currentImage?.path ?? "", state.loadedImage?.damage)
    comparing.set(number)
    var model = options.model
    if let preprocessing = state.model.weights?.preprocessing { model.use(preprocessing) }
    let (opened, events, comparing) = (model, events, comparing)
    let count = opened.network.layers.count
    let (photos, path) = (photos, options.imagePaths[index])
    let other = ComparePartnerPass(model: opened, partner: partner, image: path.description) {
      do throws(ImageError) {
        return try photos.photo(index, for: $0)
      } catch {
        throw Failure(error, of: path)
      }
    }
    session.takeSnapshot { snapshot in
      runOnOwnThread {
        var done = 0
        do {
          let other = try other.run {
            events.post(.comparing(number: number, done: done, of: count))
            done += 1
            return !comparing.isNow(number)
          }
          guard let other, let snapshot else { return }
          let shown = ComparedPass(
            snapshot: snapshot, weightsName: opened.weightsName,
            isTrained: opened.weights.isTrained, image: current, damage: damage)
          let order = PassPair.order(shown: shown, other: other, off: snapshot.ablation)
          events.post(.compared(number: number, PassPair(order.first, order.second)))
        } catch {
          let reason = (error as? Failure)?.line ?? "\(error)"
          events.post(.compareFailed(number: number, reason))
        }
      }
    }
  }
}
