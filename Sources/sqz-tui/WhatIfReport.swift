import Analysis
import Explorer
import Images
import Inference
import SqueezeNet

/// Prints in each format what a what-if does to the answer.
struct WhatIfReport: Report {
  let model: OpenModel
  let path: String
  let damage: Damage?
  let edits: Edits
  let changes: [PredictionChange]

  private var lines: [String] { edits.lines(in: model.network) }

  var text: String {
    func percent(_ share: Float, signed: Bool = false) -> String {
      let text = NumberText.fixed(Double(share) * 100, decimals: 2)
      return (signed && share > 0 ? "+" : "") + text
    }
    let note = damage.map { ", \($0.rawValue)" } ?? ""
    let untrained = model.weights.isTrained ? "" : "  (untrained)"
    var text = "\(Failure.oneLine(path))\(note): \(model.identity.headline)\n"
    text += lines.map { "off: \($0)\n" }.joined()
    text += "\n  before %   after %    change      rank\n"
    for change in changes {
      text +=
        percent(change.before).rightAligned(to: 10) + percent(change.after).rightAligned(to: 10)
      text += percent(change.change, signed: true).rightAligned(to: 10)
      text += "\(change.rankBefore) -> \(change.rankAfter)".rightAligned(to: 10)
      text += "  \(ImageNetClasses.name(of: change.classIndex))\(untrained)\n"
    }
    return text
  }

  /// A record a class.
  var csv: String {
    var text = CSVText.record([
      "image", "off", "index", "class", "before", "after", "change", "rank_before", "rank_after",
    ])
    for change in changes {
      text += CSVText.record([
        path, lines.joined(separator: " "), "\(change.classIndex)",
        ImageNetClasses.name(of: change.classIndex), "\(change.before)", "\(change.after)",
        "\(change.change)", "\(change.rankBefore)", "\(change.rankAfter)",
      ])
    }
    return text
  }

  var json: String {
    get throws {
      try JSON.text(
        Document(
          model: model.network.architecture.rawValue, geometry: model.network.geometry.rawValue,
          size: model.network.size.description, weights: model.weightsName,
          trained: model.weights.isTrained, image: path, damage: Nullable(damage?.rawValue),
          off: lines,
          classes: changes.map {
            .init(
              index: $0.classIndex, name: ImageNetClasses.name(of: $0.classIndex),
              before: $0.before, after: $0.after, change: $0.change, rankBefore: $0.rankBefore,
              rankAfter: $0.rankAfter)
          }))
    }
  }

  private struct Document: Encodable {
    struct Class: Encodable {
      let index: Int
      let name: String
      let before: Float
      let after: Float
      let change: Float
      let rankBefore: Int
      let rankAfter: Int
    }
    let model: String
    let geometry: String
    let size: String
    let weights: String
    let trained: Bool
    let image: String
    let damage: Nullable<String>
    let off: [String]
    let classes: [Class]
  }
}
