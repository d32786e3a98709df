/// Every thread does multiply-adds in its registers, all at once.
private final class PeakStep: Step {
  private let kernels: KernelFunctions
  static let rounds = 20_000
  /// The worker that did each unit.
  private let workers: UnsafeMutablePointer<Int>

  init(kernels: KernelFunctions, threads: Int) {
    self.kernels = kernels
    workers = .allocate(capacity: threads)
    workers.initialize(repeating: 0, count: threads)
    super.init(units: threads)
  }

  deinit { workers.deallocate() }

  /// True where the last run was one of all threads: who waits for a processor does nothing, and
  /// another one does its unit.
  var isShared: Bool { Set((0..<units).map { workers[$0] }).count == units }

  override func run(unit: Int, worker: Int) {
    workers[unit] = worker
    _ = kernels.multiplyAdds(Self.rounds)
  }
}

extension Engine {
  /// Longer than another program keeps a processor that a thread waits for.
  private static let longestPeak: UInt64 = 20_000_000

  /// The most multiply-adds a second that the engine's threads reach together with this kernel
  /// set, as measured now: the best of some tries of about 50 µs, for other work on the machine
  /// only ever slows one down. In 10⁹ a second.
  ///
  /// - Parameter tries: Those that all threads take part in; fewer where some get no processor.
  public func measurePeak(tries: Int = 20) -> Double {
    let step = PeakStep(kernels: kernels.functions, threads: threads)
    let work = Double(kernels.functions.multiplyAdds(1).count * PeakStep.rounds * threads)
    let end = monotonicNanoseconds() + Self.longestPeak
    var best = Double.infinity
    var left = max(1, tries)
    repeat {
      best = min(best, Double(run(step)))
      if step.isShared { left -= 1 }
    } while left > 0 && monotonicNanoseconds() < end
    return work / best
  }
}
