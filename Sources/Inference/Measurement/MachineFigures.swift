/// The machine's part in the engine's speed, as measured.
public struct MachineFigures: Sendable, Hashable {
  /// Threads that `peak` and `bandwidth` are of.
  public let threads: Int
  /// Multiply-adds in registers alone, in 10⁹ a second (`Engine.measurePeak`).
  public let peak: Double
  /// The rate of reading from memory, in 10⁹ bytes a second (`Engine.measureMemoryBandwidth`); nil
  /// where there was no memory to measure it with.
  public let bandwidth: Double?
  /// Whole passes by number of threads (`Engine.scaling`).
  public let passes: [Int: TimingSummary]

  public init(threads: Int, peak: Double, bandwidth: Double?, passes: [Int: TimingSummary]) {
    self.threads = threads
    self.peak = peak
    self.bandwidth = bandwidth
    self.passes = passes
  }
}
