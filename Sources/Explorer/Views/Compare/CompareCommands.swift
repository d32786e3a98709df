import Analysis
import Inference
import Reports
import SqueezeNet
import TerminalUI

/// Commands of the comparison.
extension CommandTable {
  static let compareCommands: CommandGroup = CommandGroup(
    "Compare", in: [.view(.compare)],
    [
      Command(
        "with-partner", ["w"], "with what: before the what-if, photos, geometries, the other model",
        hint: "with what", change: { $0.choosePartner(by: 1) }),
      Command(
        "section-picture", [.tab], "all pictures, one alone; of two models: their numbers, too",
        hint: "picture", change: { $0.turnComparePicture(by: 1) }),
      Command(
        "section-picture-back", [.backTab], "the picture before",
        change: { $0.turnComparePicture(by: -1) }),
      Command(
        "open-map", [.enter], "this map alone; Esc leads back", hint: "enlarge",
        change: { $0.enlargeMap() }),
    ])
}

extension State {
  /// All that there is to compare with: nothing switched off first, if something is; the next photo
  /// before geometries and models, any others after them.
  var comparePartners: [ComparePartner] {
    let others = images.indices.filter { $0 != imageIndex }
    let next = others.first { $0 > imageIndex } ?? others.first
    return (whatIf.ablation.isEmpty ? [] : [.intact]) + (next.map { [.image($0)] } ?? [])
      + PaddingConvention.named.filter { $0 != network.paddingConvention }.map {
        .paddingConvention($0)
      }
      + Architecture.published.map(\.architecture)
      .filter { $0 != network.architecture }.map { .architecture($0) }
      + others.filter { $0 != next }.map { .image($0) }
  }

  var comparePartner: ComparePartner? {
    let all = comparePartners
    return compare.chosen.flatMap { all.contains($0) ? $0 : nil } ?? all.first
  }

  /// Nil before the pass is complete, and while something else runs.
  private var wantedComparison: CompareRequest? {
    guard let partner = comparePartner, loadedImage != nil, pass.isComplete, !isBusy,
      whatIf.isCarriedOut
    else { return nil }
    return CompareRequest(partner: partner, generation: pass.generation, ablation: whatIf.ablation)
  }

  /// The comparison, if it is of the present pass.
  public var comparison: PassPair? { compare.asked.answer(to: wantedComparison) }

  /// The reason why there is none.
  var compareFailure: String? { compare.asked.failure(to: wantedComparison) }

  var isComparing: Bool { view == .compare && compare.asked.isWaiting }

  /// Asks for the comparison that the view lacks; leaving the view stops it.
  mutating func fetchComparison() -> [Effect] {
    guard view == .compare else {
      guard compare.asked.isWaiting else { return [] }
      compare.asked.forget()
      return [.stopComparing]
    }
    guard let wanted = wantedComparison, wanted != compare.asked.request else { return [] }
    let number = compare.asked.ask(for: wanted, steps: network.layers.count)
    return [.compare(wanted.partner, number: number)]
  }

  /// The picture that is shown: what was chosen, as far as the pair has it.
  var comparePicture: CompareState.Picture {
    let all = comparePictures
    return compare.picture.flatMap { all.contains($0) ? $0 : nil } ?? all[0]
  }

  private var comparePictures: [CompareState.Picture] {
    comparison?.areRelated == false
      ? [.models, .all, .first, .second] : [.all, .difference, .first, .second]
  }

  fileprivate mutating func turnComparePicture(by offset: Int) {
    compare.picture = comparePictures.turn(from: comparePicture, by: offset)
  }

  fileprivate mutating func choosePartner(by offset: Int) {
    compare.chosen = comparePartner.map { comparePartners.turn(from: $0, by: offset) }
  }

  /// The names that tell the two passes apart.
  var compareNames: (first: String, second: String) {
    let names = passNames
    return PassPair.order(shown: names.shown, other: names.other, off: whatIf.ablation)
  }

  private var passNames: (other: String, shown: String) {
    let model = network.architecture.name
    let paddingConvention = "\(network.paddingConvention.name) \(network.size)"
    switch comparePartner {
    case .image(let index):
      let other = images.indices.contains(index) ? images[index].name : ""
      return (other, (currentImage?.name ?? "") + (whatIfMark.map { " [\($0)]" } ?? ""))
    case .paddingConvention(let other):
      return (otherPass.map(\.networkName) ?? other.name, paddingConvention)
    case .architecture(let other):
      let trained = otherPass.map { $0.isTrained ? "" : " untrained" } ?? ""
      return ("\(other.name)\(trained)", "\(model) \(paddingConvention)")
    case .intact, nil: return ("nothing off", whatIfMark ?? "")
    }
  }

  private var otherPass: ComparedPass? {
    comparison.map { whatIf.ablation.isEmpty ? $0.second : $0.first }
  }
}

extension ComparedPass {
  /// `keras 224`.
  var networkName: String { "\(network.paddingConvention.name) \(network.size)" }
}

extension PassPair {
  /// `A` or `B`: the pass whose network alone has a layer.
  func sideAlone(with layer: String) -> String {
    comparison.onlyFirst.contains(layer) ? "A" : "B"
  }
}
