import Analysis
import Inference
import SqueezeNet

/// What switching off each channel of a layer does, measured for the contact sheet's order by
/// contribution.
public struct EffectsState: Sendable {
  /// Another pass, or other channels switched off before, have other effects.
  struct Request: Sendable, Hashable {
    let layer: Int
    let generation: Int
    let edits: Edits
  }
  /// Channels that are done, while it is measured.
  public internal(set) var progress: (done: Int, of: Int)?
  /// What was asked for last. Without progress and without an answer somebody stopped it.
  var asked: Request?
  /// Tags the answers to `asked`; others are dropped.
  var number = 0
  /// Of the present pass.
  private var measured: [Request: ChannelEffects] = [:]

  subscript(request: Request) -> ChannelEffects? { measured[request] }

  /// - Parameter effects: nil where the session could not measure.
  mutating func receive(_ effects: ChannelEffects?) {
    progress = nil
    guard let asked, let effects, effects.layer == asked.layer else { return }
    measured = measured.filter {
      $0.key.generation == asked.generation && $0.key.edits == asked.edits
    }
    measured[asked] = effects
  }

  mutating func forgetRequest() {
    progress = nil
    asked = nil
    number += 1
  }
}

/// What a channel does for the shown class, as far as that can be said of a layer.
public enum ChannelScore: Sendable, Hashable {
  /// Its part of the logit: on the layer that conv10 reads the parts and the bias's share add up
  /// to the logit.
  case part
  /// What the logit loses without it, measured.
  case effect
}

extension State {
  /// How the selected layer's channels are told apart; nil after the layer that conv10 reads.
  public var scoreKind: ChannelScore? {
    guard let layer = selectedLayer else { return nil }
    if partRange(of: layer) != nil { return .part }
    return network.canSwitchOff(layer: layer.index) ? .effect : nil
  }

  /// By channel of the selected layer, in units of the shown class's logit; nil where the sheet's
  /// order needs none, and before they are here.
  public var channelScores: [Double]? {
    guard sheet.order == .contribution, let layer = selectedLayer, pass.isComplete else {
      return nil
    }
    switch scoreKind {
    case .part:
      guard let range = partRange(of: layer), let parts = explanation?.contributions,
        parts.indices.contains(range.upperBound - 1)
      else { return nil }
      return Array(parts[range])
    case .effect:
      return shownClass.flatMap { effects[effectsRequest(layer)]?.losses(ofClass: $0) }
    case nil: return nil
    }
  }

  /// Which of the parts of a class's logit are a layer's channels.
  private func partRange(of layer: Layer) -> Range<Int>? {
    ClassExplanation.parts(of: layer, in: network)
  }

  private func effectsRequest(_ layer: Layer) -> EffectsState.Request {
    EffectsState.Request(layer: layer.index, generation: pass.generation, edits: whatIf.edits)
  }

  /// Whether the sheet is ordered by parts of the logit, which `fetchEvidence` sees to.
  var showsParts: Bool { view == .sheet && sheet.order == .contribution && scoreKind == .part }

  /// What the sheet needs; nil before the pass is complete, and while something else runs.
  private var wantedEffects: EffectsState.Request? {
    guard view == .sheet, sheet.order == .contribution, scoreKind == .effect,
      let layer = selectedLayer, loadedImage != nil, pass.isComplete, !isBusy,
      !whatIf.isWaiting, whatIf.sent == whatIf.edits
    else { return nil }
    return effectsRequest(layer)
  }

  /// Stops a measurement that nobody waits for any more. Goes before whatever else the session is
  /// asked for: it would cancel that, too.
  mutating func stopOutdatedEffects() -> [Command] {
    guard effects.progress != nil, effects.asked != wantedEffects else { return [] }
    effects.forgetRequest()
    return [.cancel]
  }

  /// Asks for the effects that the sheet lacks.
  mutating func fetchEffects() -> [Command] {
    guard let wanted = wantedEffects, wanted != effects.asked, effects[wanted] == nil,
      let layer = network.layer(at: wanted.layer)
    else { return [] }
    effects.asked = wanted
    effects.number += 1
    effects.progress = (done: 0, of: layer.outputShape.channels)
    return [.measureEffects(layer: wanted.layer, number: effects.number)]
  }

  /// The person stops it; it is not measured again until the order is chosen anew.
  mutating func cancelEffects() -> [Command] {
    effects.progress = nil
    effects.number += 1
    say("stopped: u and o measure it again")
    return [.cancel]
  }

  mutating func weighing(_ number: Int, done: Int, of count: Int) {
    guard number == effects.number, effects.progress != nil, count > 0 else { return }
    effects.progress = (done: max(0, min(done, count)), of: count)
  }

  mutating func received(_ number: Int, _ new: ChannelEffects?) {
    guard number == effects.number, effects.progress != nil else { return }
    effects.receive(new)
  }
}
