import Analysis
import Inference
import SqueezeNet

/// The ablation losses of a layer's channels, measured for the contact sheet's order by
/// contribution.
struct AblationLossState: Sendable {
  /// Another pass, or other channels switched off before, have other effects.
  struct Request: Sendable, Hashable {
    let layer: Int
    let generation: Int
    let ablation: Ablation
  }
  /// The measurement that was asked for last, channel by channel; its answer goes to `measured`.
  var asked = Asked<Request, Never>()
  /// Of the present pass.
  private var measured: [Request: AblationLosses] = [:]

  subscript(request: Request) -> AblationLosses? { measured[request] }

  /// Channels that are done, while they are measured.
  var progress: (done: Int, of: Int)? { asked.progress }

  /// Drops what is measured, so that it is measured again where it is wanted.
  mutating func forget() {
    asked.forget()
    measured = [:]
  }

  /// - Parameter ablationLosses: nil where the session could not measure.
  mutating func receive(_ ablationLosses: AblationLosses?, _ number: Int) {
    guard let asked = asked.finish(number: number), let ablationLosses,
      ablationLosses.layer == asked.layer
    else { return }
    measured = measured.filter {
      $0.key.generation == asked.generation && $0.key.ablation == asked.ablation
    }
    measured[asked] = ablationLosses
  }
}

/// The kind of a channel's attribution to the shown class, by layer.
enum AttributionKind: Sendable, Hashable {
  /// Its part of the logit: on the layer that conv10 reads the parts and the bias's share add up
  /// to the logit.
  case part
  /// The logit's loss without it, measured.
  case effect
}

extension State {
  /// The kind of attribution of the selected layer's channels; nil after the layer that conv10
  /// reads.
  var attributionKind: AttributionKind? {
    guard let layer = selectedLayer else { return nil }
    if contributionRange(of: layer) != nil { return .part }
    return network.canAblate(layer: layer.index) ? .effect : nil
  }

  /// By channel of the selected layer, in units of the shown class's logit; nil where the sheet's
  /// order needs none, and before they are here.
  public var channelAttributions: [Double]? {
    guard sheet.order == .contribution, let layer = selectedLayer, pass.isComplete else {
      return nil
    }
    switch attributionKind {
    case .part:
      guard let range = contributionRange(of: layer), let parts = explanation?.contributions,
        parts.indices.contains(range.upperBound - 1)
      else { return nil }
      return Array(parts[range])
    case .effect:
      return channelLosses
    case nil: return nil
    }
  }

  /// Which of the parts of a class's logit are a layer's channels.
  private func contributionRange(of layer: Layer) -> Range<Int>? {
    ClassExplanation.parts(of: layer, in: network)
  }

  /// By channel of the selected layer, what the shown class's logit loses without it; nil before
  /// they are measured.
  var channelLosses: [Double]? {
    guard let layer = selectedLayer, let shown = shownClass else { return nil }
    return ablationLosses[lossRequest(layer)]?.losses(ofClass: shown, in: network)
  }

  private func lossRequest(_ layer: Layer) -> AblationLossState.Request {
    AblationLossState.Request(
      layer: layer.index, generation: pass.generation, ablation: whatIf.ablation)
  }

  /// True where the sheet is ordered by parts of the logit, which `fetchEvidence` asks for.
  var showsContributions: Bool {
    view == .sheet && sheet.order == .contribution && attributionKind == .part
  }

  /// The request that the sheet, or the ranking of channels, needs; nil before the pass is complete,
  /// and while something else runs.
  private var wantedLosses: AblationLossState.Request? {
    let isShown =
      view == .sheet
      ? sheet.order == .contribution && attributionKind == .effect
      : view == .effects && effects.section == .channels && attributionKind != nil
    guard isShown, let layer = selectedLayer, loadedImage != nil, pass.isComplete, !isBusy,
      whatIf.isCarriedOut
    else { return nil }
    return lossRequest(layer)
  }

  /// Stops a measurement that is not needed any more. Goes before whatever else the session is
  /// asked for: it would cancel that, too.
  mutating func stopOutdatedEffects() -> [Effect] {
    let losses = ablationLosses.asked.waiting.map { $0 != wantedLosses } ?? false
    let places = effects.asked.waiting.map { $0 != wantedOcclusion } ?? false
    if losses { ablationLosses.asked.forget() }
    if places { effects.asked.forget() }
    return losses || places ? [.session(.cancel)] : []
  }

  var isMeasuringEffects: Bool {
    ablationLosses.progress != nil || effects.asked.isWaiting
  }

  /// Asks for the effects that the sheet lacks.
  mutating func fetchLosses() -> [Effect] {
    guard let wanted = wantedLosses, wanted != ablationLosses.asked.request,
      ablationLosses[wanted] == nil, let layer = network.layer(at: wanted.layer)
    else { return [] }
    let generation = ablationLosses.asked.ask(for: wanted, steps: layer.outputShape.channels)
    return [.session(.measureAblationLosses(layer: wanted.layer, generation: generation))]
  }

  /// The person stops it; it is not measured again until that, or the sheet's order, is chosen anew.
  mutating func cancelEffects() -> [Effect] {
    ablationLosses.asked.cancel()
    effects.asked.cancel()
    say(view == .sheet ? "stopped: o leads to it again" : "stopped: t measures it again")
    return [.session(.cancel)]
  }
}
