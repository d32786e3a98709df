import Analysis
import Explorer
import Files
import Glibc
import Images
import Inference
import Reports
import Runs
import Terminal
import Weights

/// Carries out what the explorer's `update` asks for. Nothing here waits: answers are events.
final class EffectRunner {
  var description: ModelDescription { running.description }
  private var running: RunningModel
  private let options: ExplorerOptions
  private let events: EventQueue<Event>
  private let photos: OpenPhotos
  private var comparing = WantedNumber()
  private var evaluating = WantedNumber()
  private let opening = NetworkOpening()
  /// The number of the network whose file is watched.
  private let watching = WantedNumber()
  private let exports: ExploreExports
  /// The first image, when it was opened before the terminal was taken.
  private var firstImage: LoadedImage?

  /// - Throws: `Failure` when the engine cannot be made or the only image cannot be shown.
  init(_ options: ExplorerOptions, events: EventQueue<Event>) throws {
    self.options = options
    self.events = events
    photos = OpenPhotos(options.imagePaths, strict: options.strict)
    exports = ExploreExports(events: events)
    running = try RunningModel(
      options.model, number: 0, images: options.imagePaths.count, events: events)
    // An explorer with nothing to explore is of no use: one image is opened first.
    if let only = options.imagePaths.first, options.imagePaths.count == 1 {
      do throws(ImageError) {
        firstImage = try Self.load(0, from: photos, for: running.model.identity)
      } catch {
        throw Failure(error, of: only)
      }
    }
    watch(0)
  }

  /// - Parameter finishing: True to finish a file that is being written; else it is
  ///   dropped.
  /// - Returns: The reason why there is none in the end.
  func close(finishing: Bool) -> Failure? {
    let failure = exports.end(finishing: finishing)
    running.session.close()
    return failure
  }

  func perform(_ command: Effect, _ state: State) {
    let session = running.session
    switch command {
    case .loadImage(let index): load(index)
    case .useImage(let index, let generation):
      guard state.images.indices.contains(index),
        case .loaded(let image) = state.images[index].status
      else { return }
      // Cheaper made again than kept for every image.
      let preprocessing = state.model.weights?.preprocessing ?? running.model.identity.preprocessing
      let values = preprocessing.values(of: image.pixels)
      session.send(.useInput(values, generation: generation))
    case .session(let request): session.send(request)
    case .survey(let layers): survey(layers)
    case .compare(let partner, let number): compare(partner, number, state)
    case .stopComparing: comparing.set(0)
    case .evaluate(let number): evaluate(number, state)
    case .stopEvaluating: evaluating.set(0)
    case .listNetworks:
      let events = events
      runOnOwnThread {
        // Random weights are nobody's first choice.
        let models = WeightsStore.standard.models
        let sorted =
          models.filter { $0.note != "untrained" } + models.filter { $0.note == "untrained" }
        events.post(.networks(sorted.map { InstalledNetwork(name: $0, note: $1) }))
      }
    case .openNetwork(let choice, let number): open(choice, number)
    case .stopOpening: opening.stop()
    case .useNetwork(let number): use(number)
    case .export(let job, let overwrite, let number):
      exports.start(job, overwrite: overwrite, number, state, session, running.model)
    case .stopExport: exports.stop()
    case .display: break  // The run loop's own.
    }
  }

  // MARK: Networks

  private func open(_ choice: NetworkChoice, _ number: Int) {
    let (present, count, events) = (running.model, options.imagePaths.count, events)
    opening.start(number, events) {
      try RunningModel(
        OpenModel(choice, after: present), number: number, images: count,
        besides: present.explorerBytes, events: events)
    }
  }

  private func use(_ number: Int) {
    guard let next = opening.take(number) else { return }
    // The numbers of another network begin anew.
    for work in [comparing, evaluating] { work.set(0) }
    (comparing, evaluating) = (WantedNumber(), WantedNumber())
    running.session.close()
    running = next
    firstImage = nil
    watch(number)
  }

  /// Tells once a second whether the weights' file has changed.
  private func watch(_ number: Int) {
    watching.set(number)
    guard let unchanged = running.model.watch else { return }
    let (watching, post) = (watching, running.post)
    runOnOwnThread {
      var file = unchanged
      while watching.isNow(number) {
        if file.hasChanged() { post(.weightsChanged) }
        sleep(1)
      }
    }
  }

  // MARK: Photos and passes

  private func load(_ index: Int) {
    guard options.imagePaths.indices.contains(index) else { return }
    let (photos, model, post) = (photos, running.model.identity, running.post)
    if index == 0, let firstImage {
      self.firstImage = nil
      return post(.imageLoaded(index: 0, firstImage))
    }
    runOnOwnThread {
      do throws(ImageError) {
        let image = try EffectRunner.load(index, from: photos, for: model)
        post(.imageLoaded(index: index, image))
      } catch {
        post(.imageFailed(index: index, error.description))
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
    let (model, post) = (running.model, running.post)
    running.session.takeSnapshot { snapshot in
      Task.detached { @Sendable in
        for layer in layers {
          let survey = snapshot?.activation(layer: layer).flatMap {
            LayerSurvey(
              layer: layer, network: model.network, weights: model.weights, output: $0)
          }
          post(.surveyed(layer: layer, survey))
        }
      }
    }
  }

  private func compare(_ partner: ComparePartner, _ number: Int, _ state: State) {
    let index = if case .image(let other) = partner { other } else { state.imageIndex }
    guard options.imagePaths.indices.contains(index) else { return }
    let (current, damage) = (state.currentImage?.path ?? "", state.loadedImage?.damage)
    comparing.set(number)
    let (opened, post, comparing) = (present(state), running.post, comparing)
    let count = opened.network.layers.count
    let (photos, path) = (photos, options.imagePaths[index])
    let partnerPass = ComparePartnerPass(model: opened, partner: partner, image: path.description) {
      do throws(ImageError) {
        return try photos.photo(index, for: $0)
      } catch {
        throw Failure(error, of: path)
      }
    }
    running.session.takeSnapshot { snapshot in
      runOnOwnThread {
        var done = 0
        do {
          let other = try partnerPass.run {
            post(.comparing(number: number, done: done, of: count))
            done += 1
            return !comparing.isNow(number)
          }
          guard let other, let snapshot else { return }
          var shown = ComparedPass(
            snapshot: snapshot, weightsName: opened.weightsName,
            isTrained: opened.weights.isTrained, image: current, damage: damage)
          if partnerPass.isOtherModel {
            shown.milliseconds = try opened.medianMilliseconds(runs: OpenModel.comparedRuns)
          }
          let order = PassPair.order(shown: shown, other: other, off: snapshot.ablation)
          post(
            .compared(
              number: number,
              PassPair(
                order.first, order.second, areRelated: !partnerPass.isOtherModel)))
        } catch {
          post(.compareFailed(number: number, Failure.line(of: error)))
        }
      }
    }
  }

  /// The network with the preprocessing that was chosen since.
  private func present(_ state: State) -> OpenModel {
    var model = running.model
    if let preprocessing = state.model.weights?.preprocessing { model.use(preprocessing) }
    return model
  }

  private func evaluate(_ number: Int, _ state: State) {
    evaluating.set(number)
    let (model, post, evaluating, options) = (present(state), running.post, evaluating, options)
    runOnOwnThread {
      func tell(_ step: EvaluationStep) { post(.evaluation(number: number, step)) }
      do {
        let pictures = try LabelledPictures(options.imagePaths, for: model.network)
        tell(
          .began(pictures.classes, photos: pictures.pictures.count, note: pictures.notes.first))
        _ = try Evaluator(model, strict: options.strict, isBesideExplorer: true).answers(
          for: pictures,
          report: { progress, place, result in
            post(
              .evaluation(
                number: number,
                .answered(
                  photo: place, try? result.get(), picturesPerSecond: progress.picturesPerSecond)))
          }, shouldStop: { !evaluating.isNow(number) })
        tell(.ended)
      } catch {
        tell(.failed(Failure.line(of: error)))
      }
    }
  }
}
