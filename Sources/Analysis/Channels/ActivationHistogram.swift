import Glibc
import Inference

/// Counts of values by their size. Zeros are counted apart: after a ReLU they would hide the rest.
public struct ActivationHistogram: Sendable, Hashable {
  public enum Scale: String, CaseIterable, Sendable {
    /// Bins of equal width.
    case linear
    /// Bins of equal ratio, of values above zero.
    case logarithmic
  }
  public let scale: Scale
  /// The range that the bins cover together; each takes its lower edge, the last one its upper,
  /// too.
  public let lower: Double
  public let upper: Double
  /// Values by bin, lowest first.
  public let counts: [Int]
  /// Values that are exactly zero; in no bin.
  public let zeros: Int
  /// Values below and above what the bins cover; with the logarithmic scale all negative ones are
  /// below.
  public let below: Int
  public let above: Int
  /// NaN or infinite values; in no bin.
  public let nonFinite: Int

  /// - Parameters:
  ///   - channel: nil for all channels together.
  ///   - bins: at least 1.
  ///   - range: the range of the bins, to compare several; by default from the smallest to the
  ///     largest value that is not zero (above zero for the logarithmic scale).
  public init(
    of activation: Activation, channel: Int? = nil, scale: Scale, bins: Int,
    range: ClosedRange<Double>? = nil
  ) {
    let values = channel.map { activation.map(channel: $0) } ?? activation.values
    let isLogarithmic = scale == .logarithmic
    let range = range ?? Self.extent(values, positive: isLogarithmic)
    let lower =
      isLogarithmic ? max(range.lowerBound, Double(Float.leastNormalMagnitude)) : range.lowerBound
    let upper = max(lower, range.upperBound)
    let edges = Edges(lower: lower, upper: upper, count: max(1, bins), scale: scale)
    var counts = [Int](repeating: 0, count: edges.count)
    var (zeros, below, above, nonFinite) = (0, 0, 0, 0)
    for value in values {
      if value == 0 {
        zeros += 1
      } else if !value.isFinite {
        nonFinite += 1
      } else if Double(value) < lower {
        below += 1
      } else if Double(value) > upper {
        above += 1
      } else {
        counts[edges.bin(of: Double(value))] += 1
      }
    }
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.counts = counts
    self.zeros = zeros
    self.below = below
    self.above = above
    self.nonFinite = nonFinite
  }

  /// Returns the lower edge of bin `index`; `counts.count` gives the end of the last.
  public func edge(_ index: Int) -> Double {
    Edges(lower: lower, upper: upper, count: counts.count, scale: scale).edge(index)
  }

  /// From the smallest to the largest finite value that is not zero; anything where there is none.
  private static func extent(_ values: [Float], positive: Bool) -> ClosedRange<Double> {
    var (smallest, largest) = (Float.infinity, -Float.infinity)
    for value in values where value.isFinite && (positive ? value > 0 : value != 0) {
      if value < smallest { smallest = value }
      if value > largest { largest = value }
    }
    guard smallest <= largest else { return positive ? 1...10 : 0...1 }
    return Double(smallest)...Double(largest)
  }

  private struct Edges {
    let lower: Double
    let upper: Double
    let count: Int
    let scale: Scale

    func edge(_ index: Int) -> Double {
      let share = Double(index) / Double(count)
      if index >= count { return upper }
      return scale == .linear
        ? lower + (upper - lower) * share : lower * pow(upper / lower, share)
    }

    func bin(of value: Double) -> Int {
      guard upper > lower else { return 0 }
      let share =
        scale == .linear
        ? (value - lower) / (upper - lower) : log(value / lower) / log(upper / lower)
      return min(count - 1, max(0, Int(share * Double(count))))
    }
  }
}
