import Inference
import SqueezeNet
import TerminalUI

/// Commands of the view of what matters for the answer.
extension CommandTable {
  static let effectsCommands: CommandGroup = CommandGroup(
    "What matters", in: [.view(.effects)],
    [
      Command(
        "section-effects", [.tab, .backTab], "places of the photo, or channels of the layer",
        hint: "section",
        change: {
          $0.effects.section = EffectsState.Section.allCases.turn(from: $0.effects.section)
        }),
      Command(
        "open-effect", [.enter], "a place: what if, with the square there; a channel: its map",
        hintIn: { $0.effects.section == .places ? "what if" : "its map" }
      ) { state, _ in state.tryEffect() },
      Command(
        "strongest-effect", ["*"], "what takes most from the answer; again: the next",
        hint: "strongest", change: { $0.goToStrongestEffect() }),
    ]
      + Motion.commands(
        "effect",
        [
          .up: "place or channel above", .down: "place or channel below",
          .left: "place to the left", .right: "place to the right",
          .pageUp: "page up", .pageDown: "page down", .first: "the one that takes most",
          .last: "the one that takes least",
        ]
      ) { $0.moveEffect($1) } + [
        Command(
          "larger-square", ["+", "="], "a larger square, measured anew", hint: "larger",
          change: { $0.resizeEffect(by: 1) }),
        Command(
          "smaller-square", ["-"], "a smaller square, measured anew",
          change: { $0.resizeEffect(by: -1) }),
        Command(
          "picture-effect", ["m"], "what the probability loses, or the logit", hint: "figure",
          change: { $0.effects.showsLogits.toggle() }),
        Command(
          "blend-effect", ["b"], "the map over the photo, the map alone, the photo alone",
          hint: "blend", change: { $0.changePicture() }),
        Command(
          "measure-effects", ["t"], "measure again; while that goes on: stop",
          hintIn: { $0.isMeasuringEffects ? "stop" : "again" }
        ) { state, _ in state.toggleEffects() },
      ])
}

extension State {
  fileprivate mutating func toggleEffects() -> [Effect] {
    guard !isMeasuringEffects else { return cancelEffects() }
    if effects.section == .places { effects.forget() } else { ablationLosses.forget() }
    return []
  }

  fileprivate mutating func tryEffect() -> [Effect] {
    guard effects.section == .places else {
      enlargeMap()
      return []
    }
    guard pass.isComplete, occlusionEffects != nil else {
      return refuse("the places come with the whole pass: Space")
    }
    guard measuredAblation.occlusion == nil else {
      return refuse("measured with another square: take it away in W (z), then t")
    }
    tryCovering(occlusionGrid[markedPlace])
    return []
  }

  /// The first press goes to the first of the ranking, each that follows one further.
  fileprivate mutating func goToStrongestEffect() {
    let isOfPlaces = effects.section == .places
    let ranking = isOfPlaces ? placesByLoss : channelsByLoss
    guard !ranking.isEmpty else { return say("nothing is measured yet") }
    let words = "what takes most"
    let isAgain = said?.text.hasPrefix(words) == true
    let marked = ranking.firstIndex(of: isOfPlaces ? markedPlace : map.channel) ?? -1
    let rank = isAgain ? min(marked + 1, ranking.count - 1) : 0
    if isOfPlaces {
      effects.place = ranking[rank]
    } else {
      choose(channel: ranking[rank])
    }
    say("\(words), rank \(rank + 1): * the next")
  }

  /// Over the photo in steps of the grid; along the ranking of channels.
  mutating func moveEffect(_ motion: Motion) {
    guard effects.section == .places else { return moveInRanking(motion) }
    let grid = occlusionGrid
    let columns = grid.columns.count
    var (row, column) = (markedPlace / columns, markedPlace % columns)
    switch motion {
    case .up: row -= 1
    case .down: row += 1
    case .left: column -= 1
    case .right: column += 1
    case .pageUp: row = 0
    case .pageDown: row = grid.rows.count - 1
    case .first:
      effects.place = placesByLoss.first
      return
    case .last:
      effects.place = placesByLoss.last
      return
    }
    effects.place =
      max(0, min(row, grid.rows.count - 1)) * columns + max(0, min(column, columns - 1))
  }

  private mutating func moveInRanking(_ motion: Motion) {
    let ranking = channelsByLoss
    guard motion != .left, motion != .right, let place = ranking.firstIndex(of: map.channel)
    else { return }
    let offset = motion.offset(lines: whyLayout.list, count: ranking.count)
    choose(channel: ranking[max(0, min(place + offset, ranking.count - 1))])
  }

  fileprivate mutating func resizeEffect(by steps: Int) {
    guard effects.section == .places else {
      return say("the square is that of the places: Tab")
    }
    let side = occlusionGrid.side
    let step = max(1, min(network.size.height, network.size.width) / 28)
    let wanted = max(step, side + steps * step)
    effects.side = OcclusionGrid(side: wanted, size: network.size).side
    effects.place = nil
    guard let now = effects.side, now != side else {
      return say("this is as \(steps > 0 ? "large" : "small") as it gets")
    }
    say("a square of \(now) px, of \(network.size.width)")
  }
}
