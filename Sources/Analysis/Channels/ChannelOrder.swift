/// In which order a contact sheet shows a layer's channels.
public enum ChannelOrder: String, CaseIterable, Sendable, Hashable {
  case index
  /// Largest mean over the pixels first.
  case mean
  case maximum
  case variance
  /// Largest share of zeros first.
  case zeros
  /// The channels that add most to the shown class's logit first: exact for the layer that conv10
  /// reads (`ClassExplanation.contributions`). The other layers reach the logit through ReLUs and
  /// maxima, so no such division into parts exists; for them there is `effect`.
  case contribution
  /// The channel whose switching off costs the shown class's logit most first, measured by
  /// running the layers after it without it (`AblationLosses`).
  case effect

  public var title: String {
    switch self {
    case .index: "number"
    case .mean: "mean"
    case .maximum: "maximum"
    case .variance: "variance"
    case .zeros: "share of zeros"
    case .contribution: "contribution"
    case .effect: "effect"
    }
  }

  /// The channels of an activation in this order; of equals the lower channel first, and channels
  /// whose figure is not a number last.
  ///
  /// - Parameter scores: for `contribution` and `effect`, one a channel.
  /// - Returns: nil when the order needs scores and they are missing or of another count.
  public func channels(_ statistics: ChannelStatistics, attributions: [Double]? = nil) -> [Int]? {
    switch self {
    case .index: return Array(0..<statistics.channels)
    case .mean: return Self.descending(statistics.means)
    case .maximum: return Self.descending(statistics.maxima.map { Double($0) })
    case .variance: return Self.descending(statistics.variances)
    case .zeros: return Self.descending(statistics.zeroCounts.map { Double($0) })
    case .contribution, .effect:
      guard let attributions, attributions.count == statistics.channels else { return nil }
      return Self.descending(attributions)
    }
  }

  /// Indices by value, largest first; of equals the first, what is no number last.
  public static func descending(_ values: [Double]) -> [Int] {
    values.indices.sorted { a, b in
      if values[a].isNaN || values[b].isNaN {
        return values[a].isNaN == values[b].isNaN ? a < b : values[b].isNaN
      }
      return values[a] == values[b] ? a < b : values[a] > values[b]
    }
  }
}

extension ChannelStatistics {
  /// The channel that varies most over the photo, which stands for a layer where one has to; the
  /// first of equals.
  public var strongestChannel: Int { ChannelOrder.variance.channels(self)?.first ?? 0 }
}
