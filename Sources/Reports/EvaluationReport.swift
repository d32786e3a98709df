import Analysis
import Heatmaps
import SqueezeNet
import TextFormats

/// The report of `sqz-tui evaluate`: how often the network is right, and where it is wrong.
public struct EvaluationReport: Report {
  let evaluation: Evaluation
  let headline: String
  /// Pictures that could not be read.
  let failures: Int
  /// False where it was ended before all pictures were done.
  let isWhole: Bool
  let picturesPerSecond: Double
  /// Wrong answers that the text names.
  let worst: Int
  /// The members that identify the network in JSON.
  private let network: Network
  private let assumed: [String]

  /// - Parameters:
  ///   - headline: One line that says what ran.
  ///   - assumed: What was assumed of the weights.
  public init(
    _ evaluation: Evaluation, network: Network, headline: String, assumed: [String], failures: Int,
    isWhole: Bool, picturesPerSecond: Double, worst: Int
  ) {
    self.evaluation = evaluation
    self.network = network
    self.headline = headline
    self.assumed = assumed
    self.failures = failures
    self.isWhole = isWhole
    self.picturesPerSecond = picturesPerSecond
    self.worst = worst
  }

  private var classes: ClassNames { evaluation.classes }

  /// More classes than this make no matrix that can be read.
  private static let matrixLimit = 12

  /// The share of right answers, each class, the matrix of a few classes, the surest mistakes.
  public var text: String {
    let answers = evaluation.answers
    let unread = failures > 0 ? ", \(failures) could not be read" : ""
    var text = "\(headline)\n"
    let pictures = answers.count == 1 ? "1 picture" : "\(answers.count) pictures"
    let count = evaluation.present.count
    text += "\(pictures) of \(count == 1 ? "1 class" : "\(count) classes")\(unread), "
    text += "\(Numbers.fixed(picturesPerSecond, 1)) pictures a second\n\n"
    text += "top-1  \(percent(evaluation.accuracy(top: 1)))\n"
    if classes.count > 5 { text += "top-5  \(percent(evaluation.accuracy(top: 5)))\n" }
    text += "\n" + classTable
    if evaluation.occurring.count <= Self.matrixLimit { text += "\n" + matrixTable }
    let mistakes = evaluation.mistakes.prefix(worst)
    guard !mistakes.isEmpty else { return text }
    var table = TextTable([
      ("surest mistakes", .left), ("class", .left), ("answer", .left), ("probability", .right),
    ])
    for mistake in mistakes {
      table.add([
        mistake.picture, classes[mistake.truth], classes[mistake.answer],
        percent(Double(mistake.probability)),
      ])
    }
    return text + "\n" + table.text
  }

  private var classTable: String {
    var table = TextTable([
      ("class", .left), ("pictures", .right), ("recall", .right), ("precision", .right),
      ("most often taken for", .left),
    ])
    for index in evaluation.present {
      table.add([
        classes[index], "\(evaluation.pictures(of: index))", percent(evaluation.recall(of: index)),
        percent(evaluation.precision(of: index)),
        evaluation.mistaken(index).map { "\(classes[$0.index]) (\($0.count))" } ?? "",
      ])
    }
    return table.text
  }

  private var matrixTable: String {
    let columns = evaluation.occurring
    var table = TextTable(
      [("class \\ answer", .left)] + columns.map { (classes[$0].shown, .right) })
    for truth in evaluation.present {
      table.add(
        [classes[truth]] + columns.map { "\(evaluation.count(truth: truth, answer: $0))" })
    }
    return table.text
  }

  private func percent(_ share: Double?) -> String {
    share.map { Numbers.fixed($0 * 100, 1) + "%" } ?? ""
  }

  /// A record a picture.
  public var csv: String {
    CSVText.record([
      "picture", "class", "answer", "probability", "class_probability", "rank", "right",
    ])
      + evaluation.answers.map { answer in
        CSVText.record([
          answer.picture, classes[answer.truth], classes[answer.answer], "\(answer.probability)",
          "\(answer.truthProbability)", "\(answer.rank)", "\(answer.isRight)",
        ])
      }.joined()
  }

  /// Everything but the right answers, with the matrix: rows are classes, columns answers, both in
  /// the order of `matrix_classes`, the classes that occur.
  public var json: String {
    let perClass = evaluation.present.map { index -> JSONText in
      .object([
        ("index", .integer(index)), ("name", .string(classes[index])),
        ("pictures", .integer(evaluation.pictures(of: index))),
        ("recall", .optional(evaluation.recall(of: index))),
        ("precision", .optional(evaluation.precision(of: index))),
      ])
    }
    let occurring = evaluation.occurring
    let matrix = occurring.map { truth -> JSONText in
      .array(occurring.map { .integer(evaluation.count(truth: truth, answer: $0)) })
    }
    let mistakes = evaluation.mistakes.map { mistake -> JSONText in
      .object([
        ("picture", .string(mistake.picture)), ("class", .integer(mistake.truth)),
        ("answer", .integer(mistake.answer)), ("probability", .float(mistake.probability)),
      ])
    }
    return JSONText.object(
      network.jsonMembers + [
        ("assumed", .strings(assumed)),
        ("pictures", .integer(evaluation.answers.count)), ("unread", .integer(failures)),
        ("interrupted", .bool(!isWhole)),
        ("pictures_per_second", .number(picturesPerSecond)),
        ("top1", .optional(evaluation.accuracy(top: 1))),
        ("top5", .optional(evaluation.accuracy(top: 5))), ("classes", .array(perClass)),
        ("matrix_classes", .array(occurring.map { .integer($0) })), ("matrix", .array(matrix)),
        ("mistakes", .array(mistakes)),
      ]
    ).document
  }
}

extension Evaluation {
  /// The matrix of the classes that occur, as shares of each row, 0 … 1: rows without pictures are
  /// zero. Nil without pictures.
  public var matrixMap: FeatureMap? {
    let classes = occurring
    let values = classes.flatMap { truth -> [Float] in
      let count = Float(max(1, pictures(of: truth)))
      return classes.map { Float(self.count(truth: truth, answer: $0)) / count }
    }
    return FeatureMap(height: classes.count, width: classes.count, values: values)
  }
}
