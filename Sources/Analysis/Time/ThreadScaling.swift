import Inference

/// The time of a pass by the number of threads.
public struct ThreadScaling: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public let threads: Int
    /// Of the whole pass.
    public let timing: TimingSummary
    /// The median with one thread over the median with these; nil where one thread was not measured.
    public let speedup: Double?
    /// True where the speed-up cannot be: something else slowed the passes with one thread.
    public var isImplausible: Bool { speedup.map { $0 > Double(threads) * 1.1 } ?? false }
    /// `speedup` for each thread, 1 where every thread adds all that it has.
    public var efficiency: Double? { speedup.map { $0 / Double(threads) } }
  }
  /// Fewest threads first.
  public let entries: [Entry]

  /// Numbers of threads worth measuring: all up to eight, then the powers of two, and the last.
  public static func counts(upTo count: Int) -> [Int] {
    let last = max(1, count)
    let powers = sequence(first: 16) { $0 * 2 }.prefix { $0 < last }
    return last <= 8 ? Array(1...last) : Array(1...8) + powers + [last]
  }

  /// - Parameter timings: whole passes by number of threads.
  public init(_ timings: [Int: TimingSummary]) {
    let single = timings[1]?.median
    entries = timings.sorted { $0.key < $1.key }.map { threads, timing in
      Entry(
        threads: threads, timing: timing,
        speedup: timing.median > 0 ? single.map { $0 / timing.median } : nil)
    }
  }
}
