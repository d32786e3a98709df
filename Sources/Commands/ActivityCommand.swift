import Analysis
import ArgumentParser
import Images
import Reports
import Runs
import Weights

struct ActivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity",
    abstract: "Dead channels, zeros and sparse weights, layer by layer.",
    discussion: """
      A channel is dead when all its values are zero on this photo. Zero weights are counted in the
      weights that run; beside them stands what Table 1 of the paper gives for v1.0. The last column
      shows how often values lie where, from 0.0001 to 10000, three bins a decade.

      EXAMPLES:
        sqz-tui activity photo.jpg
        sqz-tui activity photo.jpg --format csv > activity.csv
        sqz-tui activity photo.jpg --format json | jq '.layers[] | select(.dead_channels > 0)'
      """)

  @Argument(help: "The photo, JPEG or PNG.", completion: .file())
  var image: String

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func run() throws {
    let opened = try OpenModel(model)
    let photo = try decoding.load(image, for: opened.identity)
    let runner = try ModelRunner(opened)
    let surveys = try runner.surveys(of: photo, weights: opened.weights)
    guard
      let report = ActivityReport(
        model: runner.description, image: Failure.oneLine(image), surveys: surveys)
    else { throw Failure(.badData, "\(image): the pass is not complete") }
    try formatOption.print(report)
  }
}

extension ModelRunner {
  /// Each layer's output is looked at before the next layer may write over it.
  func surveys(of photo: PreparedImage, weights: ModelWeights) throws -> [LayerSurvey] {
    try outputs(of: photo) { layer, output in
      LayerSurvey(
        layer: layer, network: identity.network, weights: weights, output: output)
    }
  }
}
