import Analysis
import Inference

/// The channels that are off and the square that is covered to see what they do, and the outcome.
public struct WhatIfState: Sendable {
  /// The user's changes, with the ways back and forward.
  var history = History(Ablation())
  /// Probabilities of all classes of the present photo with nothing switched off; nil until the
  /// pass has been complete.
  var before: [Float]?
  /// The edits that the session was asked for, and what they did.
  var asked = Asked<Ablation, AblationOutcome>()
  /// True where the last step moved the square: further moves then are the same step of the
  /// history.
  var isMoving = false

  public var ablation: Ablation { history.present }

  /// The edits that the session works with, or has been asked for.
  var sent: Ablation { asked.request ?? Ablation() }

  /// True where the pass is that of `ablation`.
  var isCarriedOut: Bool { !asked.isWaiting && sent == ablation }

  /// Another photo comes: the session forgets its edits, the person's wishes stay.
  mutating func forgetPass() {
    before = nil
    asked.forget()
  }
}

extension Ablation {
  /// `16 off`, `16 off, square`; nil where the pass is as it always is.
  var mark: String? {
    let channels = channelCount > 0 ? ["\(channelCount) off"] : []
    return isEmpty
      ? nil : (channels + (occlusion == nil ? [] : ["square"])).joined(separator: ", ")
  }
}

extension State {
  var whatIfMark: String? { whatIf.ablation.mark }

  /// Everything that is off, the longest wording first: by layer; the layers' names without what
  /// they share; the first of them and how many more there are; numbers alone. Empty where nothing
  /// is off.
  var whatIfMarks: [String] {
    guard let mark = whatIfMark else { return [] }
    let ablation = whatIf.ablation
    let lines = ablation.lines(in: network, times: "×")
    var block: Substring = ""
    let brief = lines.map { line in
      let parts = line.split(separator: "/", maxSplits: 1)
      defer { block = parts.count == 2 ? parts[0] : "" }
      return parts.count == 2 && parts[0] == block ? String(parts[1]) : line
    }
    let some = (1..<max(1, brief.count)).reversed().map { count in
      brief.prefix(count).joined(separator: " ") + " +\(brief.count - count)"
    }
    return [lines.joined(separator: " "), brief.joined(separator: " ")] + some + [mark]
  }

  /// The photo as the network sees it now: with the square of the what-if on it.
  public func seen(_ image: LoadedImage) -> LoadedImage { seen(image, whatIf.ablation.occlusion) }

  func seen(_ image: LoadedImage, _ square: Occlusion?) -> LoadedImage {
    guard let square, let weights = model.weights else { return image }
    return LoadedImage(
      width: image.width, height: image.height, damage: image.damage,
      pixels: square.applied(
        to: image.pixels, size: network.size, preprocessing: weights.preprocessing))
  }

  /// The strongest classes before and after; empty before the pass has been complete.
  public var whatIfChanges: [PredictionChange] {
    guard let before = whatIf.before, !pass.probabilities.isEmpty else { return [] }
    return PredictionChange.top(Pass.topCount, before: before, after: pass.probabilities)
  }
}
