import Heatmaps
import TextFormats

/// The keys of the view on the photo; its cursor moves with those of the one map.
extension State {
  mutating func onPhotoAction(_ action: Action) {
    switch action {
    case .nextPatch: goToNextPatch()
    case .photoPicture: toggleOverlay()
    case .photoPatches: togglePatches()
    default: break
    }
  }

  /// From any other place to the strongest, from one patch to the next, from the last to the first.
  private mutating func goToNextPatch() {
    guard let held = selectedHeld else { return say("there is no map") }
    guard map.reduction == .channel else {
      return say("a channel has strongest places, \(map.reduction.name) over channels none: m")
    }
    let patches = shownPatches
    guard !patches.isEmpty else {
      let isSeen = selectedLayer?.receptiveField != nil
      return say(
        isSeen && held.statistics.maxima.indices.contains(map.channel)
          ? "channel \(map.channel + 1) answers to nothing of this photo" : "there is no such place"
      )
    }
    let here = patches.firstIndex { $0.row == singleMap.row && $0.column == singleMap.column }
    let next = here.map { ($0 + 1) % patches.count } ?? 0
    (singleMap.row, singleMap.column) = (patches[next].row, patches[next].column)
    let value = NumberText.value(Double(patches[next].value))
    say("place \(next + 1) of the \(patches.count) strongest: \(value)")
  }

  private mutating func toggleOverlay() {
    guard drawsHalfBlocks else {
      return say("only coloured blocks can show the map over the photo")
    }
    onPhoto.laysMapOver.toggle()
    say(onPhoto.laysMapOver ? "the map over the photo" : "the photo alone")
  }

  private mutating func togglePatches() {
    guard onPhotoLayout.patches == .instead else {
      return say("map and patches have room side by side")
    }
    onPhoto.showsPatches.toggle()
    say(onPhoto.showsPatches ? "what the channel answers to most" : "the map")
  }
}

extension Reduction {
  fileprivate var name: String {
    switch self {
    case .channel: "one"
    case .mean: "a mean"
    case .maximum: "a maximum"
    }
  }
}
