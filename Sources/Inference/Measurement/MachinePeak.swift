/// Every thread does multiply-adds in its registers, all at once.
private final class PeakStep: Step {
  private let kernels: KernelFunctions
  static let rounds = 20_000

  init(kernels: KernelFunctions, threads: Int) {
    self.kernels = kernels
    super.init(units: threads)
  }

  override func run(unit: Int, worker: Int) { _ = kernels.multiplyAdds(Self.rounds) }
}

extension Engine {
  /// The most multiply-adds a second that the engine's threads reach together with this kernel
  /// set, as measured now: the best of some tries of about 50 µs, for other work on the machine
  /// only ever slows one down. In 10⁹ a second.
  public func measurePeak(tries: Int = 20) -> Double {
    let step = PeakStep(kernels: kernels.functions, threads: threads)
    let work = Double(kernels.functions.multiplyAdds(1).count * PeakStep.rounds * threads)
    var best = Double.infinity
    for _ in 0..<max(1, tries) { best = min(best, Double(run(step))) }
    return work / best
  }
}
