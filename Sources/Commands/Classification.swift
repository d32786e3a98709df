import Images
import Inference
import Reports
import Runs
import SqueezeNet
import TextFormats

/// The network's answer for one image.
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
      let photo = classification.path.marked(classification.damage?.rawValue)
      return "\(Failure.oneLine(photo)): \(model.headline)\n"
        + Self.lines(classification.top, of: model.network, isTrained: isTrained)
    }.joined(separator: "\n")
  }

  /// One line a class: rank, probability, bar, name.
  static func lines(_ top: [Prediction], of network: Network, isTrained: Bool) -> String {
    let untrained = isTrained ? "" : "  (untrained)"
    return top.enumerated().map { rank, prediction in
      let share = Double(prediction.probability)
      let bar = String(repeating: "#", count: Int((share * 20).rounded()))
      let percent = Numbers.fixed(share * 100, 2) + "%"
      return "\(rank + 1)".rightAligned(to: 4) + "  " + percent.rightAligned(to: 7) + "  "
        + bar.padded(to: 20) + "  " + network.classes[prediction.index] + untrained + "\n"
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
          model.network.classes[prediction.index], "\(prediction.probability)",
          "\(isTrained)", classification.damage?.rawValue ?? "",
        ])
      }
    }
    return text
  }

  var json: String {
    let images = classifications.map { classification -> JSONText in
      let classes = classification.top.map { prediction -> JSONText in
        .object([
          ("index", .integer(prediction.index)),
          ("name", .string(model.network.classes[prediction.index])),
          ("probability", .float(prediction.probability)),
        ])
      }
      return .object([
        ("image", .string(classification.path)),
        ("damage", .optional(classification.damage?.rawValue)), ("top", .array(classes)),
      ])
    }
    let network = model.network
    return JSONText.object([
      ("model", .string(network.architecture.name)),
      ("geometry", .string(network.paddingConvention.name)),
      ("size", .string(network.size.description)), ("weights", .string(model.weightsName)),
      ("trained", .bool(isTrained)), ("assumed", .strings(model.assumed)),
      ("images", .array(images)),
    ]).sortedDocument
  }
}
