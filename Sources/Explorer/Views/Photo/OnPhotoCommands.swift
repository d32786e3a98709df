import Heatmaps
import TerminalUI
import TextFormats

/// Commands of the view on the photo; its cursor moves as that of the one map.
extension CommandTable {
  static let onPhotoCommands: CommandGroup = CommandGroup(
    "On the photo", in: [.view(.photo)],
    [
      Command(
        "strongest-place", ["*"],
        "to where the channel answers most; again: the next such place", hint: "strongest",
        change: { $0.goToNextPatch() }),
      Command(
        "blend", ["b"], "the map over the photo, or the photo alone", hint: "blend",
        change: { $0.toggleOverlay() }),
      Command(
        "section-patches", [.tab], "what the channel answers to most, cut out; again: the map",
        hint: "patches", change: { $0.togglePatches() }),
    ])
}

extension State {
  /// From any other place to the strongest, from one patch to the next, from the last to the first.
  fileprivate mutating func goToNextPatch() {
    guard let held = selectedHeld else { return say("there is no map") }
    guard map.reduction == .channel else {
      return say("a channel has strongest places, \(map.reduction.name) over channels none: m")
    }
    let patches = shownPatches
    guard !patches.isEmpty else {
      let isSeen = selectedLayer?.receptiveField != nil
      return say(
        isSeen && held.statistics.maxima.indices.contains(map.channel)
          ? "channel \(map.channel) answers to nothing of this photo" : "there is no such place"
      )
    }
    let here = patches.firstIndex { $0.row == singleMap.row && $0.column == singleMap.column }
    let next = here.map { ($0 + 1) % patches.count } ?? 0
    (singleMap.row, singleMap.column) = (patches[next].row, patches[next].column)
    let value = Numbers.value(Double(patches[next].value))
    say("place \(next + 1) of the \(patches.count) strongest: \(value)")
  }

  fileprivate mutating func toggleOverlay() {
    guard drawsHalfBlocks else {
      return say("only coloured blocks can show the map over the photo")
    }
    onPhoto.laysMapOver.toggle()
    say(onPhoto.laysMapOver ? "the map over the photo" : "the photo alone")
  }

  fileprivate mutating func togglePatches() {
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
