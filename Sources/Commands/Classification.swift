import Explorer
import Images
import Inference
import Runs
import SqueezeNet

/// What the network says about one image.
struct Classification {
  let path: String
  let damage: Damage?
  let top: [Prediction]
}

/// Prints classifications in each format.
struct ClassificationReport: Report {
  let model: ModelIdentity
  let classifications: [Classification]

  private var isTrained: Bool { model.isTrained }

  /// Tables one below the other, a line of surroundings above.
  var text: String {
    classifications.map { classification in
      let note = classification.damage.map { ", \($0.rawValue)" } ?? ""
      return "\(Failure.oneLine(classification.path))\(note): \(model.headline)\n"
        + Self.lines(classification.top, isTrained: isTrained)
    }.joined(separator: "\n")
  }

  /// One line a class: rank, probability, bar, name.
  static func lines(_ top: [Prediction], isTrained: Bool) -> String {
    let untrained = isTrained ? "" : "  (untrained)"
    return top.enumerated().map { rank, prediction in
      let share = Double(prediction.probability)
      let bar = String(repeating: "#", count: Int((share * 20).rounded()))
      let percent = NumberText.fixed(share * 100, decimals: 2) + "%"
      return "\(rank + 1)".rightAligned(to: 4) + "  " + percent.rightAligned(to: 7) + "  "
        + bar.padded(to: 20) + "  " + ImageNetClasses.name(of: prediction.index) + untrained + "\n"
    }.joined()
  }

  /// One row a class and image.
  var csv: String {
    var text = CSVText.record([
      "image", "rank", "index", "class", "probability", "trained", "damage",
    ])
    for classification in classifications {
      for (rank, prediction) in classification.top.enumerated() {
        text += CSVText.record([
          classification.path, "\(rank + 1)", "\(prediction.index)",
          ImageNetClasses.name(of: prediction.index), "\(prediction.probability)",
          "\(isTrained)", classification.damage?.rawValue ?? "",
        ])
      }
    }
    return text
  }

  var json: String {
    get throws {
      try JSON.text(
        Document(
          model: model.network.architecture.rawValue, geometry: model.network.geometry.rawValue,
          size: model.network.size.description, weights: model.weightsName, trained: isTrained,
          images: classifications.map { classification in
            Document.Image(
              image: classification.path, damage: Nullable(classification.damage?.rawValue),
              top: classification.top.map {
                Document.Class(
                  index: $0.index, name: ImageNetClasses.name(of: $0.index),
                  probability: $0.probability)
              })
          }))
    }
  }

  private struct Document: Encodable {
    struct Image: Encodable {
      let image: String
      let damage: Nullable<String>
      let top: [Class]
    }
    struct Class: Encodable {
      let index: Int
      let name: String
      let probability: Float
    }
    let model: String
    let geometry: String
    let size: String
    let weights: String
    let trained: Bool
    let images: [Image]
  }
}
