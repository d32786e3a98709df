import Analysis
import SqueezeNet
import TextFormats

extension State {
  /// The order of the sheet's channels in words, the longest wording first: `96 channels by mean`.
  var sheetOrderWords: [String] {
    let count = "\(selectedLayer?.outputShape.channels ?? 0) channels"
    guard sheet.order == .contribution else {
      return ["\(count) by \(sheet.order.title)", "by \(sheet.order.title)"]
    }
    let name = shownClass.map { network.classes[$0] } ?? "the class"
    if let title = attributionTitle {
      return ["\(count) by \(title)"]
        + (attributionKind == .part
          ? ["by part of its logit: \(name)", "by part"] : ["by effect on \(name)", "by effect"])
    }
    if let progress = ablationLosses.progress {
      let done = "\(progress.done) of \(progress.of)"
      return [
        "by number; measuring the effect on \(name): \(done), Esc stops",
        "measuring effects: \(done), Esc stops", "effects \(done)",
      ]
    }
    let why: String
    switch attributionKind {
    case nil: why = "contributions end at \(lastBlockName)"
    case _ where !pass.isComplete: why = "contributions come with the whole pass"
    case .part: why = "contributions are on their way"
    case .effect: why = isBusy ? "effects come after the run" : "effects not measured (o)"
    }
    return ["\(count) by number: \(why)", "by number: \(why)", "by number"]
  }

  /// The order that the sheet has: by number while what it goes by is not here.
  var shownOrder: ChannelOrder {
    sheet.order == .contribution && channelAttributions == nil ? .index : sheet.order
  }

  /// The meaning of `channelAttributions`: `effect on espresso, measured`; nil where there are
  /// none.
  public var attributionTitle: String? {
    guard channelAttributions != nil, let name = shownClass.map({ network.classes[$0] })
    else {
      return nil
    }
    return attributionKind == .part ? "part of the logit of \(name)" : "effect on \(name), measured"
  }

  /// Returns a channel's part of the shown class's score, or the loss without it: `part +0.8231`.
  func attributionWords(ofChannel channel: Int) -> String? {
    guard let attributions = channelAttributions, attributions.indices.contains(channel) else {
      return nil
    }
    return "\(attributionKind == .part ? "part of the logit" : "effect") "
      + Numbers.signed(attributions[channel])
  }
}
