import ArgumentParser
import Files
import Images
import Reports
import Runs

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

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    let runner = try ModelRunner(opened)
    let photo = try decoding.load(image, for: opened.identity, asText: formatOption.isText)
    var source = try runner.source(of: photo, named: image.description)
    source.surveys = try runner.surveys(of: photo)
    try formatOption.print(ActivityReport(source), of: image.description)
  }
}
