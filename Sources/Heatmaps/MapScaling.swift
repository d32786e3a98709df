import TextFormats

/// From which values the colours of a map go: the same for every view.
public struct MapScaling: Sendable, Hashable {
  public enum Ends: Sendable, Hashable {
    /// Of each map its own.
    case channel
    /// Of the whole layer, so that its channels can be compared.
    case layer
    /// The same whatever is shown, so that layers and photos can be compared.
    case fixed(ValueRange)
  }
  public var ends: Ends = .channel
  /// Percent of the values that may lie beyond either end.
  public var clip = 0.0
  /// Exponent of a value's place between the ends, 0 … 1, to its colour's; below 1 shows small
  /// values brighter.
  public var gamma = 1.0

  public init(ends: Ends = .channel, clip: Double = 0, gamma: Double = 1) {
    self.ends = ends
    self.clip = clip
    self.gamma = gamma
  }

  public static let clips = [0.0, 0.5, 1, 2, 5]
  public static let gammas = [1.0, 0.7, 0.5, 0.35]

  /// `own scale, clip 1%, gamma 0.5`; fixed ends take no clip.
  public var words: String {
    var parts: [String]
    switch ends {
    case .channel: parts = ["own scale"]
    case .layer: parts = ["layer's scale"]
    case .fixed: parts = ["fixed scale"]
    }
    if clip > 0, !isFixed { parts.append("clip \(Self.short(clip))%") }
    if gamma != 1 { parts.append("gamma \(Self.short(gamma))") }
    return parts.joined(separator: ", ")
  }

  /// The ends of the scale for a map as it is drawn.
  ///
  /// - Parameter layer: The clipped range of its whole layer; nil leaves the map its own.
  public func range(of drawn: FeatureMap, inLayer layer: ValueRange?) -> ValueRange {
    switch ends {
    case .fixed(let range): return range
    case .layer, .channel: if let layer { return layer }
    }
    return clip == 0 ? ValueRange(of: drawn) : ValueRange(of: drawn.values, clip: clip)
  }

  public var isFixed: Bool { if case .fixed = ends { true } else { false } }

  public static func short(_ value: Double) -> String {
    var text = Numbers.fixed(value, 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
