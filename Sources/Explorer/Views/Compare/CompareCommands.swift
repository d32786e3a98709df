import Analysis
import Inference
import Reports
import SqueezeNet
import TerminalUI

/// Commands of the comparison.
extension CommandTable {
  static let compareCommands: CommandGroup = CommandGroup(
    "Compare",
    [
      Command(
        "compare-with", in: [.view(.compare)], ["w"],
        "with what: before the what-if, photos, geometries, the other model", hint: "with what",
        change: { $0.choosePartner(by: 1) }),
      Command(
        "compare-with-back", in: [.view(.compare)], ["u"], "the same, the other way round",
        change: { $0.choosePartner(by: -1) }),
      Command(
        "compare-picture", in: [.view(.compare)], ["s"],
        "all pictures, the difference alone, either side alone", hint: "one picture",
        change: { $0.changeComparePicture() }),
      Command(
        "enlarge", in: [.view(.compare)], [.enter], "this map alone; Esc leads back",
        hint: "enlarge", change: { $0.enlargeMap() }),
    ])
}

extension State {
  /// All that there is to compare with: nothing switched off first, if something is.
  public var comparePartners: [ComparePartner] {
    let others = images.indices.filter { $0 != imageIndex }
    return (whatIf.ablation.isEmpty ? [] : [.intact]) + others.map { .image($0) }
      + PaddingConvention.allCases.filter { $0 != network.paddingConvention }.map {
        .paddingConvention($0)
      }
      + Architecture.allCases.filter { $0 != network.architecture }.map { .architecture($0) }
  }

  public var comparePartner: ComparePartner? {
    let all = comparePartners
    return compare.chosen.flatMap { all.contains($0) ? $0 : nil } ?? all.first
  }

  /// Nil before the pass is complete, and while something else runs.
  private var wantedComparison: CompareRequest? {
    guard let partner = comparePartner, loadedImage != nil, pass.isComplete, !isBusy,
      !whatIf.isWaiting, whatIf.sent == whatIf.ablation
    else { return nil }
    return CompareRequest(partner: partner, generation: pass.generation, ablation: whatIf.ablation)
  }

  /// The comparison, if it is of the present pass.
  public var comparison: PassPair? {
    compare.asked == wantedComparison ? compare.pair : nil
  }

  /// Why there is none.
  public var compareFailure: String? {
    compare.asked == wantedComparison ? compare.failure : nil
  }

  var isComparing: Bool { view == .compare && compare.progress != nil }

  /// Asks for the comparison that the view lacks; leaving the view stops it.
  mutating func fetchComparison() -> [Effect] {
    guard view == .compare else {
      guard compare.progress != nil else { return [] }
      compare.progress = nil
      compare.asked = nil
      compare.number += 1
      return [.stopComparing]
    }
    guard let wanted = wantedComparison, wanted != compare.asked else { return [] }
    compare.asked = wanted
    compare.number += 1
    compare.pair = nil
    compare.failure = nil
    compare.progress = (done: 0, of: network.layers.count)
    return [.compare(wanted.partner, number: compare.number)]
  }

  mutating func compared(_ number: Int, _ pair: PassPair) {
    guard number == compare.number else { return }
    compare.pair = pair
    compare.progress = nil
  }

  mutating func compareFailed(_ number: Int, _ reason: String) {
    guard number == compare.number else { return }
    compare.failure = reason
    compare.progress = nil
  }

  mutating func comparing(_ number: Int, done: Int, of count: Int) {
    guard number == compare.number, compare.progress != nil, count > 0 else { return }
    compare.progress = (done: max(0, min(done, count)), of: count)
  }

  fileprivate mutating func changeComparePicture() {
    let all = CompareState.Picture.allCases
    let index = all.firstIndex(of: compare.picture) ?? 0
    compare.picture = all[(index + 1) % all.count]
  }

  fileprivate mutating func choosePartner(by offset: Int) {
    let all = comparePartners
    guard let present = comparePartner, let index = all.firstIndex(of: present) else { return }
    compare.chosen = all[(index + offset + all.count) % all.count]
  }

  /// What tells the two passes apart, the other one and the present one.
  public var compareNames: (first: String, second: String) {
    let model = network.architecture.rawValue
    let paddingConvention = "\(network.paddingConvention.rawValue) \(network.size)"
    switch comparePartner {
    case .image(let index):
      let other = images.indices.contains(index) ? images[index].name : ""
      return (other, (currentImage?.name ?? "") + (whatIfMark.map { " [\($0)]" } ?? ""))
    case .paddingConvention(let other):
      return (comparison.map(\.first.networkName) ?? other.rawValue, paddingConvention)
    case .architecture(let other):
      let trained = comparison.map { $0.first.isTrained ? "" : " untrained" } ?? ""
      return ("\(other.rawValue)\(trained)", "\(model) \(paddingConvention)")
    case .intact, nil: return ("nothing off", whatIfMark ?? "")
    }
  }
}

extension ComparedPass {
  /// `keras 224`.
  var networkName: String { "\(network.paddingConvention.rawValue) \(network.size)" }
}
