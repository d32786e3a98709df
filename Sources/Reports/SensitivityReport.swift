import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui sensitivity`: what a class loses where a square covers the photo.
public struct SensitivityReport: Report {
  public let model: ModelDescription
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  public let effects: OcclusionEffects
  public let classIndex: Int
  /// Places that the text names.
  public let top: Int
  private let losses: (logit: [Double], probability: [Double])
}

extension SensitivityReport {
  /// - Throws: `MissingValues` where not all places are measured, and for a class that does not
  ///   exist.
  public init(_ source: ReportSource, class index: Int, top: Int = 10) throws(MissingValues) {
    guard let effects = source.occlusion, effects.isComplete else {
      throw MissingValues("the places are not measured")
    }
    let network = source.model.network
    losses = (
      effects.logitLosses(ofClass: index, in: network), effects.probabilityLosses(ofClass: index)
    )
    guard losses.logit.count == effects.grid.count, losses.probability.count == effects.grid.count
    else { throw MissingValues("there is no class \(index)") }
    (model, image, damage) = (source.model, source.image, source.damage)
    (self.effects, classIndex, self.top) = (effects, index, top)
  }

  private var name: String { model.network.classes[classIndex] }

  /// Places by what the probability loses, the most first.
  private var ranking: [Int] { ChannelOrder.descending(losses.probability) }

  /// `covering the 34x34 px square at x 93, y 101 takes espresso from 98.80% to 12.30%: then it says
  /// cup, 40.12%`; nil for a place that is not measured.
  public static func sentence(
    _ place: Int, _ effects: OcclusionEffects, class index: Int, _ classes: ClassNames,
    times: String = "x"
  ) -> String? {
    guard effects.covered.indices.contains(place),
      effects.whole.probabilities.indices.contains(index),
      let was = Prediction.strongest(of: effects.whole.probabilities),
      let now = Prediction.strongest(of: effects.covered[place].probabilities)
    else { return nil }
    let before = Numbers.probability(effects.whole.probabilities[index])
    let after = Numbers.probability(effects.covered[place].probabilities[index])
    let answer =
      now.index == was.index
      ? "it still says \(classes[now.index])"
      : "then it says \(classes[now.index]), \(Numbers.probability(now.probability))"
    return "covering the \(effects.grid[place].words(times, of: effects.grid.size)) "
      + "takes \(classes[index]) from \(before) to \(after): \(answer)"
  }

  /// `21 of 196 places change the answer, most of them to cup`; nil before all are measured.
  ///
  /// - Parameter none: What to try where none does.
  public static func changes(
    _ effects: OcclusionEffects, _ classes: ClassNames, none: String = ""
  ) -> String? {
    guard effects.isComplete, let was = Prediction.strongest(of: effects.whole.probabilities)
    else { return nil }
    let answers = effects.covered.compactMap {
      Prediction.strongest(of: $0.probabilities)?.index
    }
    let others = Dictionary(grouping: answers.filter { $0 != was.index }) { $0 }
    let most = others.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let most else {
      return "none of the \(effects.grid.count) places changes the answer\(none)"
    }
    let count = others.values.reduce(0) { $0 + $1.count }
    let places = "\(count) of \(effects.grid.count) places \(count == 1 ? "changes" : "change")"
    return "\(places) the answer\(others.count > 1 ? ", most of them" : "") to \(classes[most.key])"
  }

  /// The strongest place in a sentence, how many change the answer, and the places that take most,
  /// for reading.
  public var text: String {
    let (rows, columns) = (effects.grid.rows.count, effects.grid.columns.count)
    var text = "\(image.marked(damage)): \(model.headline)".shown + "\n"
    text += "\(name)\(model.isTrained ? "" : "  (untrained)"): "
    text += "\(Numbers.probability(effects.whole.probabilities[classIndex])), "
    text += "\(rows)x\(columns) places of a \(effects.grid.side)x\(effects.grid.side) px square\n\n"
    if let strongest = ranking.first,
      let sentence = Self.sentence(strongest, effects, class: classIndex, model.network.classes)
    {
      text += sentence.shown + "\n"
    }
    if let changes = Self.changes(effects, model.network.classes) { text += changes.shown + "\n" }
    guard top > 0 else { return text }
    var table = TextTable([
      ("x", .right), ("y", .right), ("after", .right), ("lost %", .right), ("lost logit", .right),
      ("the answer then", .left),
    ])
    for place in ranking.prefix(top) {
      let (square, answer) = (effects.grid[place], effects.covered[place])
      let now = Prediction.strongest(of: answer.probabilities)
      table.add([
        "\(square.column)", "\(square.row)", Numbers.probability(answer.probabilities[classIndex]),
        Numbers.fixed(100 * losses.probability[place], 2), Numbers.value(losses.logit[place]),
        now.map { "\(model.network.classes[$0.index]), \(Numbers.probability($0.probability))" }
          ?? "",
      ])
    }
    return text + "\n" + table.text
  }

  /// A record a place, row by row; losses are the answer without the square minus that with it.
  public var csv: String {
    var text = CSVText.record([
      "image", "index", "class", "x", "y", "side", "probability", "probability_loss", "logit_loss",
      "answer_index", "answer", "answer_probability",
    ])
    for (place, answer) in effects.covered.enumerated() {
      guard let now = Prediction.strongest(of: answer.probabilities) else { continue }
      let square = effects.grid[place]
      text += CSVText.record([
        image, "\(classIndex)", name, "\(square.column)", "\(square.row)", "\(square.side)",
        "\(answer.probabilities[classIndex])", "\(losses.probability[place])",
        "\(losses.logit[place])", "\(now.index)", model.network.classes[now.index],
        "\(now.probability)",
      ])
    }
    return text
  }

  /// The same, with the answer where nothing is covered.
  public var json: String {
    let places = effects.covered.indices.map { place -> JSONText in
      let (square, answer) = (effects.grid[place], effects.covered[place])
      let now = Prediction.strongest(of: answer.probabilities)
      return .object([
        ("x", .integer(square.column)), ("y", .integer(square.row)),
        ("probability", .float(answer.probabilities[classIndex])),
        ("probabilityLoss", .number(losses.probability[place])),
        ("logitLoss", .number(losses.logit[place])),
        ("answer", .optional(now.map { model.network.classes[$0.index] })),
        ("answerProbability", .optional(now.map { Double($0.probability) })),
      ])
    }
    return JSONText.object(
      model.jsonMembers(image: image, damage: damage) + [
        ("index", .integer(classIndex)), ("name", .string(name)),
        ("probability", .float(effects.whole.probabilities[classIndex])),
        ("side", .integer(effects.grid.side)), ("rows", .integer(effects.grid.rows.count)),
        ("columns", .integer(effects.grid.columns.count)), ("places", .array(places)),
      ]
    ).document
  }
}
