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

  static let clips = [0.0, 0.5, 1, 2, 5]
  static let gammas = [1.0, 0.7, 0.5, 0.35]

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

  var isFixed: Bool { if case .fixed = ends { true } else { false } }

  static func short(_ value: Double) -> String {
    var text = NumberText.fixed(value, decimals: 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}

extension MapScaling {
  /// The ends of the scale for a map of a layer, as it is drawn.
  public func range(of drawn: FeatureMap, in layer: HeldActivation?) -> ValueRange {
    switch ends {
    case .fixed(let range): return range
    case .layer: if let layer { return layer.range(clip: clip) }
    case .channel: break
    }
    return clip == 0 ? ValueRange(of: drawn) : ValueRange(of: drawn.values, clip: clip)
  }
}

extension State {
  /// The ends of the scale for a map as it is drawn (a channel, perhaps shrunk).
  public func scaleRange(of drawn: FeatureMap) -> ValueRange {
    map.scaling.range(of: drawn, in: selectedHeld)
  }

  mutating func scalingAction(_ action: Action) {
    switch action {
    case .scaleEnds: changeEnds()
    case .clip:
      guard !map.scaling.isFixed else { return say("a fixed scale takes no clip: s changes it") }
      map.scaling.clip = next(map.scaling.clip, in: MapScaling.clips)
      say(
        map.scaling.clip == 0
          ? "the scale spans all values"
          : "\(MapScaling.short(map.scaling.clip))% of the values lie beyond either end")
    case .gamma:
      map.scaling.gamma = next(map.scaling.gamma, in: MapScaling.gammas)
      say("gamma \(MapScaling.short(map.scaling.gamma))")
    default: break
    }
  }

  private mutating func changeEnds() {
    switch map.scaling.ends {
    case .channel:
      map.scaling.ends = .layer
      say("all channels on the layer's scale")
    case .layer:
      guard let shown = featureMap else { return say("there is no map whose scale could be kept") }
      map.scaling.ends = .channel
      let range = scaleRange(of: shown)
      map.scaling.ends = .fixed(range)
      say("this map's scale is kept for every map")
    case .fixed:
      map.scaling.ends = .channel
      say("each map on its own scale")
    }
  }

  private func next(_ value: Double, in values: [Double]) -> Double {
    values[((values.firstIndex(of: value) ?? -1) + 1) % values.count]
  }
}
