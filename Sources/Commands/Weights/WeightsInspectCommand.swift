import ArgumentParser
import Files
import Images
import Inference
import Reports
import Runs
import SqueezeNet
import TextFormats
import Weights

struct WeightsInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a weights file is: network, classes, preprocessing, arrays.",
    discussion: """
      With --photo it shows what the network says of a photo under each preprocessing that has a \
      name: a wrong one is the commonest mistake, and gives unsure answers.

      EXAMPLES:
        sqz-tui weights inspect best_model.pth
        sqz-tui weights inspect best_model.pth --labels classes.txt --photo scan.png
        sqz-tui weights inspect mine.safetensors --format json
      """)

  @Argument(help: "The file.", completion: .file())
  var file: Path

  @Option(help: "A photo to compare preprocessings with.", completion: .file())
  var photo: Path?

  @OptionGroup var facts: WeightsFactOptions
  @OptionGroup var formatOption: FormatOption

  func run() throws {
    let loaded: LoadedWeights
    do throws(WeightsFileError) {
      loaded = try WeightsReader.read(path: file)
    } catch {
      throw Failure(error)
    }
    let weights = try facts.dressed(loaded, file)
    let answers = try photo.map { try Self.answers($0, facts, file) } ?? []
    try formatOption.print(
      InspectReport(
        file: file, formatName: loaded.formatName, weights: weights,
        photo: photo?.description, answers: answers))
  }

  /// The five likeliest classes under each preprocessing, the file's own first.
  private static func answers(_ path: Path, _ facts: WeightsFactOptions, _ file: Path) throws
    -> [InspectReport.Answer]
  {
    var model = try OpenModel(facts.resolved(file))
    let runner = try ModelRunner(model)
    var photo = try model.identity.open(path, strict: false)
    return try model.weights.preprocessing.alternatives.map { preprocessing in
      model.use(preprocessing)
      let image = try model.identity.photo(of: &photo)
      return InspectReport.Answer(
        preprocessing: preprocessing,
        top: Prediction.top(5, of: try runner.probabilities(of: image)))
    }
  }
}

/// All that is known of a weights file, in each format.
struct InspectReport: Report {
  /// What the network says of a photo.
  struct Answer {
    let preprocessing: Preprocessing
    let top: [Prediction]
  }

  let file: Path
  let formatName: String
  let weights: ModelWeights
  let photo: String?
  let answers: [Answer]

  private var architecture: Architecture { weights.architecture }

  /// Facts by name, each with where it comes from; nil where that is plain.
  private var facts: [(name: String, value: String, origin: String?)] {
    let origins = weights.origins
    let blocks = architecture.fireBlocks.map {
      "\($0.squeeze1x1)/\($0.expand1x1)/\($0.expand3x3)"
    }
    let poolings = architecture.poolingAfter.sorted().map { $0 == 1 ? "conv1" : "fire\($0)" }
    return [
      ("format", formatName, nil), ("trained", weights.isTrained ? "yes" : "no", nil),
      ("architecture", "SqueezeNet \(architecture.name)", weights.recognition),
      (
        "conv1",
        "\(architecture.conv1Kernel)x\(architecture.conv1Kernel)/\(architecture.conv1Stride), "
          + "\(architecture.inputChannels) -> \(architecture.conv1Channels)", nil
      ),
      ("fire blocks", "\(blocks.count): \(blocks.joined(separator: " "))", nil),
      ("poolings", "after \(poolings.joined(separator: ", "))", nil),
      ("bypass", architecture.bypass.rawValue, nil),
      (
        "parameters",
        "\(ModelWeights.layout(of: architecture).reduce(0) { $0 + $1.1.parameters })", nil
      ),
      ("answer", architecture.classCount == 1 ? "sigmoid of one output" : "softmax", nil),
      ("classes", weights.classes.summary, "\(origins.classes)"),
      ("preprocessing", "\(weights.preprocessing)", "\(origins.preprocessing)"),
      ("geometry", weights.paddingConvention.summary, "\(origins.paddingConvention)"),
    ] + weights.assumptions.map { ("assumed", $0, nil) }
  }

  var text: String {
    var text = Failure.oneLine(file.description) + "\n"
    for (name, value, origin) in facts {
      let end = origin.map { " (\($0))" } ?? ""
      text += "  \(name.padded(to: 14))\(Failure.oneLine(value + end))\n"
    }
    if !weights.stored.isEmpty {
      var table = TextTable([("array", .left), ("shape", .left), ("type", .left)])
      for array in weights.stored {
        table.add([Failure.oneLine(array.name), Self.shape(array), array.type])
      }
      text += "\n\(table.text)"
    }
    if let photo {
      let count = answers.first?.top.count ?? 0
      var table = TextTable(
        [("preprocessing", .left)] + (1...max(1, count)).map { ("\($0)", .left) })
      for answer in answers {
        let top = answer.top.map {
          let percent = Numbers.fixed(Double($0.probability) * 100, 1)
          return "\(weights.classes[$0.index].prefix(columns: 18)) \(percent)%"
        }
        table.add(
          [answer.preprocessing.name] + top)
      }
      text += "\n\(Failure.oneLine(photo))\n\(table.text)"
    }
    return text
  }

  private static func shape(_ array: StoredFact) -> String {
    array.shape.map(String.init).joined(separator: "x")
  }

  /// A row an array.
  var csv: String {
    let columns = ["array", "shape", "type"]
    return weights.stored.reduce(into: CSVText.record(columns)) {
      $0 += [Field("array", $1.name), Field("shape", Self.shape($1)), Field("type", $1.type)]
        .record(columns)
    }
  }

  var json: String {
    let origins = weights.origins
    return JSONText.object([
      ("file", .string(file.description)), ("format", .string(formatName)),
      ("trained", .bool(weights.isTrained)), ("architecture", .string(architecture.name)),
      ("recognised_by", .string(weights.recognition)),
      ("input_channels", .integer(architecture.inputChannels)),
      ("classes", .strings(weights.classes.all)),
      ("classes_from", .string("\(origins.classes)")),
      ("preprocessing", .string(weights.preprocessing.name)),
      ("preprocessing_from", .string("\(origins.preprocessing)")),
      ("geometry", .string(weights.paddingConvention.name)),
      ("geometry_from", .string("\(origins.paddingConvention)")),
      ("assumed", .strings(weights.assumptions)),
      ("source_sha256", .optional(weights.sourceHash)),
      (
        "arrays",
        .array(
          weights.stored.map { array in
            .object([
              ("name", .string(array.name)), ("shape", .array(array.shape.map { .integer($0) })),
              ("type", .string(array.type)),
            ])
          })
      ),
      ("photo", .optional(photo)),
      (
        "answers",
        .array(
          answers.map { answer in
            .object([
              ("preprocessing", .string(answer.preprocessing.name)),
              (
                "classes",
                .array(
                  answer.top.map {
                    .object([
                      ("index", .integer($0.index)), ("name", .string(weights.classes[$0.index])),
                      ("probability", .number(Double($0.probability))),
                    ])
                  })
              ),
            ])
          })
      ),
    ]).document
  }
}

extension PaddingConvention {
  /// The name, or what it is where it has none.
  fileprivate var summary: String {
    guard PaddingConvention(named: name) == nil else { return name }
    let border =
      switch conv1 {
      case .same: "as TensorFlow's same"
      case .zeros(0): "without padding"
      case .zeros(let pixels): "padded by \(pixels)"
      }
    let rounding = pooling == .same ? "as TensorFlow's same" : "rounded \(pooling.rawValue)"
    return "conv1 \(border), poolings \(rounding), "
      + "\(conv10HasReLU ? "a" : "no") ReLU after conv10, input \(defaultSize)"
  }
}
