import Analysis
import Configuration
import Files
import Images
import Inference
import SqueezeNet
import Synchronization

/// Answers for many pictures: each thread decodes and computes pictures of its own, with an engine
/// of one thread.
public struct Evaluator: Sendable {
  private let model: OpenModel
  private let strict: Bool
  private let isBesideExplorer: Bool
  /// Threads that work.
  public let workers: Int

  /// How far it is.
  public struct Progress: Sendable {
    public let done: Int
    public let count: Int
    /// Since the first picture was begun.
    public let seconds: Double
    public var picturesPerSecond: Double { Double(done) / max(seconds, 1e-9) }
    public var secondsLeft: Double { Double(count - done) / max(picturesPerSecond, 1e-9) }
  }

  public struct Outcome: Sendable {
    public let answers: [Evaluation.Answer]
    /// Pictures that could not be read, in their order.
    public let failures: [Failure]
    /// Pictures of which only a part was there, and what is wrong with each.
    public let damaged: [(picture: Path, damage: Damage)]
    public let progress: Progress
  }

  /// A photo as it is decoded, at most.
  private static let photoBytes = 96 << 20
  private static let usualPhotoBytes = 4 << 20

  /// - Throws: `Failure` where not even one thread fits into the memory that is allowed.
  public init(_ model: OpenModel, strict: Bool, isBesideExplorer: Bool = false) throws {
    self.model = model
    self.strict = strict
    self.isBesideExplorer = isBesideExplorer
    let network = model.network
    let allowed = (model.preferences[Settings.memory] ?? Limits.usualMemory) << 20
    let own =
      network.passBytes(threads: 1, keepsActivations: false) + network.packedBytes
      + Self.usualPhotoBytes
    let taken = Self.photoBytes + (isBesideExplorer ? model.explorerBytes : 0)
    try model.checkMemory(keepsActivations: false) { _ in taken }
    workers = max(1, min(model.threads, (allowed - taken) / max(1, own)))
  }

  /// - Parameters:
  ///   - report: told after each picture, on whichever thread; with its place.
  ///   - shouldStop: asked before each picture.
  public func answers(
    for pictures: LabelledPictures,
    report: @escaping @Sendable (Progress, Int, Result<Evaluation.Answer, Failure>) -> Void,
    shouldStop: @escaping @Sendable () -> Bool
  ) throws -> Outcome {
    let count = pictures.pictures.count
    let results = Mutex<[Result<Evaluation.Answer, Failure>?]>(Array(repeating: nil, count: count))
    let damaged = Mutex<[Int: Damage]>([:])
    let done = Atomic<Int>(0)
    let start = monotonicNanoseconds()
    @Sendable func progress(_ done: Int) -> Progress {
      Progress(
        done: done, count: count, seconds: Double(monotonicNanoseconds() - start) / 1e9)
    }
    do throws(EngineError) {
      try inParallel(
        count, threads: workers, givesWay: isBesideExplorer, shouldStop: shouldStop
      ) { () throws(EngineError) in
        let engine = try Engine(
          network: model.network, weights: model.weights, threads: 1, keepsActivations: false)
        return { index in
          let (path, truth) = pictures.pictures[index]
          let result = answer(path, truth, engine) { damage in
            damaged.withLock { $0[index] = damage }
          }
          results.withLock { $0[index] = result }
          report(progress(done.add(1, ordering: .relaxed).newValue), index, result)
        }
      }
    } catch {
      throw Failure(error)
    }
    let all = results.withLock { $0.compactMap(\.self) }
    return Outcome(
      answers: all.compactMap { try? $0.get() },
      failures: all.compactMap { if case .failure(let failure) = $0 { failure } else { nil } },
      damaged: damaged.withLock { $0.sorted { $0.key < $1.key } }
        .map { (pictures.pictures[$0.key].path, $0.value) },
      progress: progress(all.count))
  }

  private func answer(
    _ path: Path, _ truth: Int, _ engine: Engine, damaged: (Damage) -> Void
  ) -> Result<Evaluation.Answer, Failure> {
    do {
      var file = try model.identity.open(path, strict: strict)
      if let damage = file.damage { damaged(damage) }
      let photo = try model.identity.photo(of: &file)
      try engine.setInput(photo.values)
      engine.run()
      let probabilities = engine.activation(layer: engine.network.layers.count - 1)?.values ?? []
      return Evaluation.Answer(
        picture: path.description, truth: truth, probabilities: probabilities
      ).map { .success($0) } ?? .failure(Failure(.badData, "\(path): \(ModelRunner.noAnswer)"))
    } catch let failure as Failure {
      return .failure(failure)
    } catch {
      return .failure(Failure(.badData, "\(path): \(error)"))
    }
  }
}
