import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The view of what matters for the answer: places of the photo, and channels of the layer.
struct EffectsState: Sendable {
  enum Section: Sendable, CaseIterable { case places, channels }
  /// Another pass, other edits, another size of the square have other effects.
  struct Request: Sendable, Hashable {
    let grid: OcclusionGrid
    let generation: Int
    let ablation: Ablation
  }
  var section = Section.places
  /// Of the square, in pixels; nil: the usual one.
  var side: Int?
  /// The marked place of the grid; nil: the one that takes most.
  var place: Int?
  /// True where logits are shown instead of probabilities.
  var showsLogits = false
  /// The measurement that was asked for last; what there is of it so far is `measured`.
  var asked = Asked<Request, Never>()
  fileprivate var measured: (request: Request, effects: OcclusionEffects)?

  mutating func receive(_ effects: OcclusionEffects?, _ number: Int, isOver: Bool) {
    guard number == asked.number, let request = asked.waiting else { return }
    if let effects, effects.grid == request.grid {
      measured = (request, effects)
      asked.report(done: effects.covered.count, of: effects.grid.count, number: number)
    }
    if isOver { asked.finish(number: number) }
  }

  /// Measures anew what the section shows.
  mutating func forget() {
    asked.forget()
    measured = nil
  }
}

extension State {
  var occlusionGrid: OcclusionGrid { OcclusionGrid(side: effects.side, size: network.size) }

  /// What is measured of this pass stays when something is switched off or covered afterwards.
  private var measuredOcclusion: (request: EffectsState.Request, effects: OcclusionEffects)? {
    effects.measured.flatMap {
      $0.request.grid == occlusionGrid && $0.request.generation == pass.generation ? $0 : nil
    }
  }

  /// The measurement that the view needs; nil before the pass is complete, and while something else
  /// runs.
  var wantedOcclusion: EffectsState.Request? {
    guard view == .effects, effects.section == .places, loadedImage != nil, pass.isComplete,
      !isBusy, whatIf.isCarriedOut, measuredAblation == whatIf.ablation
    else { return nil }
    return EffectsState.Request(
      grid: occlusionGrid, generation: pass.generation, ablation: whatIf.ablation)
  }

  /// What there is of the places' effects, all of it or less.
  public var occlusionEffects: OcclusionEffects? { measuredOcclusion?.effects }

  /// What was off or covered when the places were measured, or is to be when they are.
  var measuredAblation: Ablation { measuredOcclusion?.request.ablation ?? whatIf.ablation }

  /// The class that the places matter for: the chosen one, or the answer without the squares.
  var occludedClass: Int? {
    let answer = Prediction.strongest(of: occlusionEffects?.whole.probabilities ?? [])?.index
    return why.chosen ?? answer ?? shownClass
  }

  /// By place, what that class loses: of its probability, or of its logit.
  var placeLosses: [Double] {
    guard let found = occlusionEffects, let shown = occludedClass else { return [] }
    return effects.showsLogits
      ? found.logitLosses(ofClass: shown, in: network) : found.probabilityLosses(ofClass: shown)
  }

  /// Places that are measured, the one that takes most first.
  var placesByLoss: [Int] {
    ChannelOrder.descending(placeLosses)
  }

  var markedPlace: Int { effects.place ?? placesByLoss.first ?? 0 }

  /// Channels of the selected layer, the one without which the class loses most first.
  var channelsByLoss: [Int] {
    channelLosses.map(ChannelOrder.descending) ?? []
  }

  /// Asks for what the view lacks.
  mutating func fetchEffects() -> [Effect] {
    guard let wanted = wantedOcclusion, wanted != effects.asked.request,
      occlusionEffects?.isComplete != true
    else { return [] }
    let number = effects.asked.ask(for: wanted, steps: wanted.grid.count)
    return [.session(.measureOcclusionEffects(side: wanted.grid.side, generation: number))]
  }
}
