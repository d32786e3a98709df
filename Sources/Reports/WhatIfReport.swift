import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui whatif`: the answer before and after some channels are off, or a part of
/// the photo is covered.
public struct WhatIfReport: Report {
  public let model: ModelDescription
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  public let ablation: Ablation
  public let changes: [PredictionChange]
}

extension WhatIfReport {
  /// - Throws: `MissingValues` before both passes are complete.
  public init(_ source: ReportSource) throws(MissingValues) {
    guard !source.changes.isEmpty else { throw MissingValues("the pass is not complete") }
    (model, image, damage) = (source.model, source.image, source.damage)
    (ablation, changes) = (source.ablation, source.changes)
  }

  private var lines: [String] { ablation.lines(in: model.network) }

  /// `now: maze, 41.23% (was espresso, 98.80%)`, the longest wording first.
  ///
  /// - Parameter changes: The strongest class after first.
  public static func headlines(_ changes: [PredictionChange], _ classes: ClassNames) -> [String] {
    guard let now = changes.first, let was = changes.min(by: { $0.rankBefore < $1.rankBefore })
    else { return [] }
    let isSame = now.classIndex == was.classIndex
    let text = "\(isSame ? "still" : "now"): \(classes[now.classIndex])"
    let percent = Numbers.probability(now.after)
    let name = isSame ? [] : [classes[was.classIndex]]
    let before = [name + [Numbers.probability(was.before)], name].map { $0.joined(separator: ", ") }
    return before.filter { !$0.isEmpty }.map { "\(text), \(percent) (was \($0))" }
      + ["\(text), \(percent)", text]
  }

  /// The classes before and after, for reading.
  public var text: String {
    func percent(_ share: Float, signed: Bool = false) -> String {
      let text = Numbers.fixed(Double(share) * 100, 2)
      return (signed && share > 0 ? "+" : "") + text
    }
    let untrained = model.isTrained ? "" : "  (untrained)"
    var text = "\(image.marked(damage)): \(model.headline)".shown + "\n"
    text += ablation.lines(in: model.network, times: "x").map { "off: \($0)\n" }.joined()
    text += "\n" + (Self.headlines(changes, model.network.classes).first ?? "") + "\n"
    text += "\n  before %   after %    change      rank\n"
    for change in changes {
      text +=
        percent(change.before).rightAligned(to: 10) + percent(change.after).rightAligned(to: 10)
      text += percent(change.change, signed: true).rightAligned(to: 10)
      text += "\(change.rankBefore) -> \(change.rankAfter)".rightAligned(to: 10)
      text += "  \(model.network.classes[change.classIndex])\(untrained)\n"
    }
    return text
  }

  /// A record a class.
  public var csv: String {
    var text = CSVText.record([
      "image", "off", "index", "class", "before", "after", "change", "rank_before", "rank_after",
    ])
    for change in changes {
      text += CSVText.record([
        image, lines.joined(separator: " "), "\(change.classIndex)",
        model.network.classes[change.classIndex], "\(change.before)", "\(change.after)",
        "\(change.change)", "\(change.rankBefore)", "\(change.rankAfter)",
      ])
    }
    return text
  }

  /// A member a class; shares are 0 … 1, ranks count from 1.
  public var json: String {
    let classes = changes.map { change -> JSONText in
      .object([
        ("index", .integer(change.classIndex)),
        ("name", .string(model.network.classes[change.classIndex])),
        ("before", .float(change.before)), ("after", .float(change.after)),
        ("change", .float(change.change)), ("rankBefore", .integer(change.rankBefore)),
        ("rankAfter", .integer(change.rankAfter)),
      ])
    }
    return JSONText.object(
      model.jsonMembers(image: image, damage: damage) + [
        ("off", .array(lines.map { .string($0) })), ("classes", .array(classes)),
      ]
    ).document
  }
}
