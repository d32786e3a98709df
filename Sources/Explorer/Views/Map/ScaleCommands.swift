import Heatmaps

extension MapScaling {
  /// The ends of the scale for a map of a layer, as it is drawn.
  func range(of drawn: FeatureMap, in layer: HeldActivation?) -> ValueRange {
    // A channel of one value has no scale of its own.
    let isOfLayer = ends == .layer || layer?.activation.shape.isOnePixel == true
    return range(of: drawn, inLayer: isOfLayer ? layer?.range(clip: clip) : nil)
  }
}

extension State {
  /// The ends of the scale for a map as it is drawn (a channel, perhaps shrunk).
  func scaleRange(of drawn: FeatureMap) -> ValueRange {
    map.scaling.range(of: drawn, in: selectedHeld)
  }

  fileprivate mutating func changeClip() {
    guard !map.scaling.isFixed else { return say("a fixed scale takes no clip: s changes it") }
    map.scaling.clip = MapScaling.clips.turn(from: map.scaling.clip)
    say(
      map.scaling.clip == 0
        ? "the scale spans all values"
        : "\(MapScaling.short(map.scaling.clip))% of the values lie beyond either end")
  }

  fileprivate mutating func changeGamma() {
    map.scaling.gamma = MapScaling.gammas.turn(from: map.scaling.gamma)
    say("gamma \(MapScaling.short(map.scaling.gamma))")
  }

  fileprivate mutating func changeEnds() {
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
}

extension CommandTable {
  /// The commands of the maps' colour scale.
  static let scaleCommands: CommandGroup = CommandGroup(
    "The scale of maps", in: .scaledMaps,
    [
      Command(
        "scale", ["s"], "scale: each map's own, the whole layer's, or kept fixed", hint: "scale",
        change: { $0.changeEnds() }),
      Command(
        "clip", ["%"], "leave out 0, 0.5, 1, 2 or 5 percent at either end of the scale",
        hint: "clip", change: { $0.changeClip() }),
      Command(
        "gamma", ["y"], "gamma 1, 0.7, 0.5 or 0.35", hint: "gamma", change: { $0.changeGamma() }),
    ])
}
