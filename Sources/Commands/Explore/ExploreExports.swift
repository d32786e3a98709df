import Analysis
import Explorer
import Exports
import Files
import Glibc
import Inference
import Reports
import Runs
import SqueezeNet
import Synchronization
import Terminal

/// Writes the explorer's files, one at a time, off the interface's thread.
final class ExploreExports: Sendable {
  private let events: EventQueue<Event>
  /// The number of the job that is wanted.
  private let wanted = WantedNumber()
  /// The latest job.
  private struct Job {
    var number = 0
    var path = ""
    var isAtWork = false
  }
  private let job = Mutex(Job())

  init(events: EventQueue<Event>) { self.events = events }

  /// - Parameter session: Asked for outputs that the explorer does not hold itself.
  func start(
    _ job: ExportJob, overwrite: Bool, _ number: Int, _ state: State, _ session: Session,
    _ model: OpenModel
  ) {
    do {
      // The pass and a copy of it are there.
      try model.checkMemory(
        keepsActivations: true, besides: { $0.activationBytes }, job.content, job.options)
    } catch {
      return events.post(
        .exported(number: number, .failed(Failure.line(of: error))))
    }
    let path = UserFolders.expanded(Path(job.path))
    if let problem = OutputFile.problem(path, force: overwrite) {
      return events.post(.exported(number: number, Self.answer(to: problem)))
    }
    wanted.set(number)
    self.job.withLock { $0 = Job(number: number, path: job.path, isAtWork: true) }
    let source = ReportSource(state)
    let missing = job.content.layers(state.network).filter { source.activations[$0] == nil }
    let work = { @Sendable [self] (snapshot: Snapshot?) in
      runOnOwnThread { [self] in
        var source = source
        if let snapshot {
          for layer in missing { source.activations[layer] = snapshot.activation(layer: layer) }
          source.ablation = snapshot.ablation
        }
        let isStopped = { @Sendable in !self.wanted.isNow(number) }
        let answer = Self.write(job, source, path, overwrite, isStopped)
        events.post(.exported(number: number, answer))
        self.job.withLock { if $0.number == number { $0.isAtWork = false } }
      }
    }
    if missing.isEmpty {
      work(nil)
    } else {
      session.takeSnapshot(work)
    }
  }

  /// The job ends at the next occasion.
  func stop() { wanted.set(0) }

  /// Waits for the job that is at work, to finish or to stop. Takes the events that are not seen
  /// any more.
  /// - Returns: The reason why there is no file, where one was wanted to the end.
  func end(finishing: Bool) -> Failure? {
    if !finishing { stop() }
    while true {
      // A job tells its answer before it is over.
      let job = job.withLock { $0 }
      for event in events.waitAndTakeAll(milliseconds: job.isAtWork ? 50 : 0) {
        guard case .exported(job.number, let answer) = event else { continue }
        switch answer {
        case .written, .stopped: return nil
        case .exists:
          return Failure(.cannotCreate, "\(job.path): exists already and is left as it is")
        case .failed(let reason):
          return Failure(.cannotCreate, "\(job.path): cannot be written: \(reason)")
        }
      }
      if !job.isAtWork { return nil }
    }
  }

  private static func write(
    _ job: ExportJob, _ source: ReportSource, _ path: Path, _ overwrite: Bool,
    _ isStopped: @escaping @Sendable () -> Bool
  ) -> ExportAnswer {
    do {
      let exporter = Exporter(
        source, options: job.options, screen: job.screen.state.screen, isStopped: isStopped)
      let bytes = try exporter.bytes(job.content, job.format)
      try WholeFile.write(bytes, to: path, replacing: overwrite, isStopped: isStopped)
      return .written
    } catch ExportError.stopped {
      return .stopped
    } catch let error as SystemError {
      return answer(to: error)
    } catch {
      return .failed("\(error)")
    }
  }

  private static func answer(to error: SystemError) -> ExportAnswer {
    switch error.code {
    case EEXIST: .exists
    case ECANCELED: .stopped
    default: .failed(error.description)
    }
  }
}

extension ExportJob {
  fileprivate var options: PictureOptions {
    PictureOptions(
      scale: scale, hasLabels: hasLabels, isDark: screen.state.terminal.background == .dark)
  }
}

extension ReportSource {
  /// Takes what the explorer itself holds of what an export needs.
  init(_ state: State) {
    let image = state.loadedImage.map(state.seen)
    self.init(
      model: state.model, image: state.currentImage?.path ?? "",
      pixels: image?.pixels, profile: state.profile)
    if let values = state.channelAttributions, let words = state.attributionTitle {
      attributions = ChannelAttributions(values, words: words)
    }
    if let held = state.selectedHeld { activations[held.layer] = held.activation }
    ablation = state.whatIf.ablation
    changes = state.whatIfChanges
    surveys = state.surveys
    occlusion = state.occlusionEffects
    pair = state.comparison
    damage = image?.damage
  }
}
