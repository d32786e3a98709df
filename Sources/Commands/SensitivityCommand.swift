import Analysis
import ArgumentParser
import Files
import Images
import Inference
import Reports
import Runs
import SqueezeNet

struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Which places of the photo an answer hangs on.",
    discussion: """
      A square in the mean colour of the preparation is moved over the whole photo, about 14 by 14 \
      places, and the network runs with each: what the class loses there is what the place matters. \
      'sqz-tui export sensitivity' draws it.

      EXAMPLES:
        sqz-tui sensitivity photo.jpg
        sqz-tui sensitivity photo.jpg --class cup --square 48
        sqz-tui sensitivity photo.jpg --format csv > places.csv
      """)

  @OptionGroup var sensitivity: SensitivityArguments

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many places the text shows; CSV and JSON have all of them.", valueName: "k"))
  var top = 10

  @OptionGroup var formatOption: FormatOption

  func validate() throws { try check("top", top, in: 0...196) }

  func run() throws {
    let (source, index, _) = try sensitivity.measured(asText: formatOption.isText)
    try formatOption.print(SensitivityReport(source, class: index, top: top), of: source.image)
  }
}

/// A photo, a class of it, and the square that is moved over it.
struct SensitivityArguments: ParsableArguments {
  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @OptionGroup var classOption: ClassOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Side of the square in pixels of the network's input. (default: 15% of it)",
      valueName: "pixels"))
  var square: Int?

  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    if let square, square < 1 { throw ValidationError("--square \(square): give 1 or more") }
  }

  /// - Parameter check: Looks at the model before anything is computed.
  /// - Returns: the answers with the square everywhere, the class that was asked for, the model.
  func measured(asText: Bool, check: (OpenModel) throws -> Void = { _ in }) throws -> (
    source: ReportSource, classIndex: Int, model: OpenModel
  ) {
    let opened = try OpenModel(model, asText: asText)
    let chosen = try classOption.wanted.map { try opened.network.index(ofClass: $0) }
    let shorter = min(opened.network.size.height, opened.network.size.width)
    if let square, square > shorter {
      throw Failure.usage("--square \(square): the network sees \(opened.network.size) pixels")
    }
    try check(opened)
    let runner = try ModelRunner(opened)
    let photo = try decoding.load(image, for: opened.identity, asText: asText)
    var source = try runner.source(of: photo, named: image.description)
    let effects = try runner.occlusionEffects(of: photo, side: square)
    guard effects.whole.probabilities.allSatisfy(\.isFinite) else {
      throw Failure(.badData, "\(image): the scores are too large to be numbers")
    }
    source.occlusion = effects
    let strongest = Prediction.strongest(of: effects.whole.probabilities)?.index
    return (source, chosen ?? strongest ?? 0, opened)
  }
}
