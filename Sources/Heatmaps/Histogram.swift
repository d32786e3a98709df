/// Counts of values between equally wide limits, as NumPy's `histogram`: the last bin holds its
/// upper limit too.
public struct Histogram: Sendable, Hashable {
  /// Of the bins, from the smallest value on; empty without values.
  public let counts: [Int]
  public let minimum: Float
  public let maximum: Float
  /// Values left out: exact zeros, of which a map after ReLU is full, and what is not finite.
  public let zeros: Int
  public let nonFinite: Int

  public init(of values: [Float], bins: Int) {
    let counted = values.filter { $0.isFinite && $0 != 0 }
    zeros = values.count { $0 == 0 }
    nonFinite = values.count { !$0.isFinite }
    let low = counted.min() ?? 0
    let high = counted.max() ?? 0
    minimum = low
    maximum = high
    guard bins > 0, !counted.isEmpty else {
      counts = []
      return
    }
    var counts = [Int](repeating: 0, count: bins)
    let width = Double(high) - Double(low)
    for value in counted {
      let share = width > 0 ? (Double(value) - Double(low)) / width : 0.5
      counts[max(0, min(Int(share * Double(bins)), bins - 1))] += 1
    }
    self.counts = counts
  }

  /// The lower limit of a bin; of the one after the last the upper limit of all.
  public func limit(_ bin: Int) -> Double {
    guard !counts.isEmpty else { return 0 }
    return Double(minimum)
      + (Double(maximum) - Double(minimum)) * Double(bin) / Double(counts.count)
  }
}
