import ArgumentParser
import Configuration
import Files
import Images
import Inference
import Runs
import SqueezeNet

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Name what is in images.",
    discussion: """
      An image that can't be read is reported, the others are still done; the exit code is that \
      of the first that failed.

      EXAMPLES:
        sqz-tui classify photo.jpg
        sqz-tui classify *.jpg --top 1 --format csv > classes.csv
        sqz-tui classify photo.jpg --model v1.1 --geometry torchvision
      """)

  @Argument(help: ImageFormat.argumentsHelp, completion: .file())
  var images: [Path]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many classes to show. (default: 5)", valueName: "k"))
  var top: Int?

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    try images.checkStandardInput()
    try check("top", top, in: Limits.top)
  }

  func run() throws {
    returnFreedMemory()
    // The weights' own form is given back here: the engine has them as it multiplies them.
    let resolved = try model.resolved()
    let top = self.top ?? resolved.preferences[Settings.top] ?? Limits.usualTop
    let runner = try ModelRunner(
      try .opened(resolved, asText: formatOption.isText), keepsWeights: false,
      besides: { _ in 0 })
    let opened = runner.identity
    var classifications: [Classification] = []
    var failures = FailureList()
    for path in images.withPicturesOfFolders(&failures) {
      do {
        let photo = try decoding.load(path, for: opened, asText: formatOption.isText)
        classifications.append(
          Classification(
            path: path.description, damage: photo.source.damage,
            top: Prediction.top(top, of: try runner.probabilities(of: photo))))
      } catch let failure as Failure {
        failures.report(failure)
      }
    }
    if !classifications.isEmpty {
      try formatOption.print(
        ClassificationReport(model: opened, classifications: classifications))
    }
    try failures.end()
  }
}
