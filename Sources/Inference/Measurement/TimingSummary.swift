/// Minimum, median and 95th percentile of repeated measurements, in nanoseconds.
public struct TimingSummary: Sendable, Hashable {
  public let runs: Int
  public let minimum: Double
  public let median: Double
  public let p95: Double

  /// Percentiles interpolate linearly between the neighbouring samples, as NumPy's default does.
  /// Nil without samples.
  public init?(nanoseconds samples: some Sequence<UInt64>) {
    let sorted = samples.map { Double($0) }.sorted()
    guard let first = sorted.first else { return nil }
    func percentile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
    }
    runs = sorted.count
    minimum = first
    median = percentile(0.5)
    p95 = percentile(0.95)
  }
}
