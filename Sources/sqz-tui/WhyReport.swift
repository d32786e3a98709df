import Analysis
import Explorer
import Images
import SqueezeNet

/// Prints in each format what a class's score is made of.
struct WhyReport: Report {
  let model: OpenModel
  let path: String
  let damage: Damage?
  let explanation: ClassExplanation
  /// Channels that the text names.
  let top: Int

  private var name: String { ImageNetClasses.name(of: explanation.classIndex) }

  private func layer(of channel: Int) -> String {
    guard let fire = model.network.layer(named: "fire9")?.fire else { return "fire9" }
    return channel < fire.expand1x1 ? fire.expand1x1Name : fire.expand3x3Name
  }

  var text: String {
    let note = damage.map { ", \($0.rawValue)" } ?? ""
    let untrained = model.weights.isTrained ? "" : "  (untrained)"
    let percent = NumberText.value(Double(explanation.probability) * 100)
    func number(_ value: Double) -> String {
      NumberText.fixed(value, decimals: 6).rightAligned(to: 12)
    }
    let parts = explanation.channelsByContribution
    let open = "\(explanation.openPixels) of \(explanation.pixels) pixels of its map are open"
    var text = "\(Failure.oneLine(path))\(note): \(model.identity.headline)\n"
    text += "\(name), class \(explanation.classIndex)\(untrained): rank \(explanation.rank), "
    text += "probability \(percent)%\n\n"
    text += "\(number(explanation.sum - explanation.biasShare))  \(parts.count) channels of fire9\n"
    text += "\(number(explanation.biasShare))  conv10's bias (\(open))\n"
    text += "\(number(explanation.sum))  together\n"
    text += "\(number(Double(explanation.logit)))  the score (logit) that the engine computed\n"
    text += "\(NumberText.value(explanation.difference).rightAligned(to: 12))  difference\n"
    guard top > 0 else { return text }
    text += "\n     channel of fire9            adds        so far\n"
    let largest = explanation.contributions.reduce(0) { max($0, abs($1)) }
    var total = 0.0
    for (place, channel) in parts.prefix(top).enumerated() {
      let value = explanation.contributions[channel]
      total += value
      let bar = String(repeating: "#", count: largest > 0 ? Int(abs(value) / largest * 20) : 0)
      let line =
        "\(place + 1)".rightAligned(to: 4) + " " + "\(channel + 1)".rightAligned(to: 4) + "  "
        + layer(of: channel).padded(to: 15) + number(value) + "  " + number(total) + "  " + bar
      text += line + "\n"
    }
    return text
  }

  /// A record a part: every channel in the order of its contribution, then `bias`, `sum`, `logit`
  /// and `difference`.
  var csv: String {
    var text = CSVText.record(["image", "index", "class", "part", "layer", "channel", "value"])
    func add(_ part: String, _ layer: String, _ channel: String, _ value: Double) {
      text += CSVText.record([
        path, "\(explanation.classIndex)", name, part, layer, channel, "\(value)",
      ])
    }
    for channel in explanation.channelsByContribution {
      add("channel", layer(of: channel), "\(channel + 1)", explanation.contributions[channel])
    }
    add("bias", "conv10", "", explanation.biasShare)
    add("sum", "", "", explanation.sum)
    add("logit", "avgpool10", "", Double(explanation.logit))
    add("difference", "", "", explanation.difference)
    return text
  }

  var json: String {
    get throws {
      try JSON.text(
        Document(
          model: model.network.architecture.rawValue, geometry: model.network.geometry.rawValue,
          size: model.network.size.description, weights: model.weightsName,
          trained: model.weights.isTrained, image: path, damage: Nullable(damage?.rawValue),
          index: explanation.classIndex, name: name, rank: explanation.rank,
          probability: explanation.probability, logit: explanation.logit,
          sum: explanation.sum, difference: explanation.difference, bias: explanation.biasShare,
          openPixels: explanation.openPixels, pixels: explanation.pixels,
          map: .init(
            height: explanation.map.shape.height, width: explanation.map.shape.width,
            values: explanation.map.values),
          channels: explanation.channelsByContribution.map {
            .init(
              channel: $0 + 1, layer: layer(of: $0), contribution: explanation.contributions[$0])
          }))
    }
  }

  private struct Document: Encodable {
    struct Map: Encodable {
      let height: Int
      let width: Int
      let values: [Float]
    }
    struct Channel: Encodable {
      let channel: Int
      let layer: String
      let contribution: Double
    }
    let model: String
    let geometry: String
    let size: String
    let weights: String
    let trained: Bool
    let image: String
    let damage: Nullable<String>
    let index: Int
    let name: String
    let rank: Int
    let probability: Float
    let logit: Float
    let sum: Double
    let difference: Double
    let bias: Double
    let openPixels: Int
    let pixels: Int
    let map: Map
    let channels: [Channel]
  }
}
