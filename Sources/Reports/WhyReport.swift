import Analysis
import SqueezeNet
import TextFormats

/// The report of `sqz-tui why`: the parts of a class's score, or of its difference from another's.
public struct WhyReport: Report {
  public let model: ModelDescription
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  public let explanation: ClassExplanation
  /// Channels that the text names.
  public let top: Int
}

extension WhyReport {
  /// - Parameters:
  ///   - index: The class.
  ///   - rival: The class that it is compared with.
  ///   - top: Channels that the text names.
  /// - Throws: `MissingValues` for a class that does not exist, and where outputs are missing.
  public init(
    _ source: ReportSource, class index: Int, against rival: Int? = nil, top: Int = 10
  ) throws(MissingValues) {
    explanation = try source.explanation(of: index, against: rival)
    (model, image, damage) = (source.model, source.image, source.damage)
    self.top = top
  }

  private var name: String { model.network.classes[explanation.classIndex] }

  /// The block that conv10 reads.
  private var block: String { model.network.lastFeatures.map { $0.fire?.name ?? $0.name } ?? "" }

  /// Returns the convolution that computes a channel of that block, and its number there.
  private func origin(of channel: Int) -> (layer: Layer, channel: Int)? {
    guard let reader = model.network.conv10,
      case .convolution(let index, let own)? = model.network.origin(
        ofInput: channel, of: reader.index)
    else { return nil }
    return model.network.layer(at: index).map { ($0, own) }
  }

  /// The sum beside the score, and the channels that add most, for reading. ASCII but for the
  /// image's name.
  public var text: String {
    let untrained = model.isTrained ? "" : "  (untrained)"
    func number(_ value: Double) -> String {
      Numbers.fixed(value, 6).rightAligned(to: 12)
    }
    let parts = explanation.channelsByContribution
    let open = "\(explanation.openPixels) of \(explanation.pixels) positions of its map above 0"
    let index = explanation.classIndex
    let own = model.network.classes.hasName(index) ? ", class \(index)" : ""
    var text = "\(image.marked(damage)): \(model.headline)".shown + "\n"
    if let rival = explanation.rival {
      text += "\(name) rather than \(model.network.classes[rival.classIndex])\(untrained): "
      text += "ranks \(explanation.rank) and \(rival.rank), probabilities "
      text += "\(Numbers.probability(explanation.probability)) and "
      text += "\(Numbers.probability(rival.probability))\n\n"
    } else {
      text += "\(name)\(own)\(untrained): rank \(explanation.rank), "
      text += "probability \(Numbers.probability(explanation.probability))\n\n"
    }
    text +=
      "\(number(explanation.sum - explanation.biasShare))  \(parts.count) channels of \(block)\n"
    let isOne = explanation.rival == nil
    text += "\(number(explanation.biasShare))  conv10's bias\(isOne ? " (\(open))" : "es")\n"
    text += "\(number(explanation.sum))  sum\n"
    text += "\(number(explanation.score))  the "
    text += (isOne ? "score (logit)" : "difference of the logits") + " that the engine computed\n"
    text += "\(Numbers.value(explanation.difference).rightAligned(to: 12))  rounding\n"
    guard top > 0 else { return text }
    text += "\n     " + "channel of \(block)".padded(to: 32) + "adds  running total\n"
    let largest = explanation.contributions.reduce(0) { max($0, abs($1)) }
    var total = 0.0
    for (place, channel) in parts.prefix(top).enumerated() {
      let value = explanation.contributions[channel]
      total += value
      let bar = String(repeating: "#", count: largest > 0 ? Int(abs(value) / largest * 20) : 0)
      let line =
        "\(place + 1)".rightAligned(to: 4) + " " + "\(channel)".rightAligned(to: 4) + "  "
        + (origin(of: channel).map { $0.layer.named($0.channel) } ?? "").padded(to: 19)
        + number(value) + "  " + number(total) + "  " + bar
      text += line + "\n"
    }
    return text
  }

  /// A record a part: every channel in the order of its contribution, then `bias`, `sum`, `logit`
  /// and `difference`. Against another class `logit_difference` stands for `logit`, and two columns
  /// more name that class.
  public var csv: String {
    let rival = explanation.rival.map {
      ["\($0.classIndex)", model.network.classes[$0.classIndex]]
    }
    var text = CSVText.record(
      ["image", "index", "class", "part", "layer", "channel", "value"]
        + (rival == nil ? [] : ["against_index", "against"]))
    func add(_ part: String, _ layer: String, _ channel: String, _ value: Double) {
      text += CSVText.record(
        [image, "\(explanation.classIndex)", name, part, layer, channel, "\(value)"]
          + (rival ?? []))
    }
    for channel in explanation.channelsByContribution {
      guard let origin = origin(of: channel) else { continue }
      add(
        "channel", origin.layer.name, "\(origin.channel)", explanation.contributions[channel])
    }
    add("bias", "conv10", "", explanation.biasShare)
    add("sum", "", "", explanation.sum)
    add(rival == nil ? "logit" : "logit_difference", "avgpool10", "", explanation.score)
    add("difference", "", "", explanation.difference)
    return text
  }

  /// The same in full precision, with the class's map: conv10's output, row-major.
  public var json: String {
    let channels = explanation.channelsByContribution.compactMap { channel in
      origin(of: channel).map { origin -> JSONText in
        .object([
          ("layer", .string(origin.layer.name)), ("channel", .integer(origin.channel)),
          ("contribution", .number(explanation.contributions[channel])),
        ])
      }
    }
    let shape = explanation.map.shape
    let against = explanation.rival.map { rival -> [(String, JSONText)] in
      [
        (
          "against",
          .object([
            ("index", .integer(rival.classIndex)),
            ("name", .string(model.network.classes[rival.classIndex])),
            ("rank", .integer(rival.rank)), ("probability", .float(rival.probability)),
            ("logit", .float(rival.logit)), ("openPixels", .integer(rival.openPixels)),
          ])
        ), ("logitDifference", .number(explanation.score)),
      ]
    }
    return JSONText.object(
      model.jsonMembers(image: image, damage: damage) + (against ?? []) + [
        ("index", .integer(explanation.classIndex)), ("name", .string(name)),
        ("rank", .integer(explanation.rank)), ("probability", .float(explanation.probability)),
        ("logit", .float(explanation.logit)), ("sum", .number(explanation.sum)),
        ("difference", .number(explanation.difference)),
        ("bias", .number(explanation.biasShare)),
        ("openPixels", .integer(explanation.openPixels)), ("pixels", .integer(explanation.pixels)),
        (
          "map",
          .object([
            ("height", .integer(shape.height)), ("width", .integer(shape.width)),
            ("values", .array(explanation.map.values.map { .float($0) })),
          ])
        ), ("channels", .array(channels)),
      ]
    ).document
  }
}
