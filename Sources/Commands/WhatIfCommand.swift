import Analysis
import ArgumentParser
import Configuration
import Files
import Images
import Reports
import Runs
import SqueezeNet

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "What the network says without some channels or a part of the photo.",
    discussion: """
      Channels that are off give zero. The square that --occlude covers has the mean colour of \
      the preparation, which the network sees as nothing. Channels and pixels are counted \
      from 0, pixels in the photo as the network sees it.

      EXAMPLES:
        sqz-tui whatif photo.jpg --off fire4/expand1x1:0-15
        sqz-tui whatif photo.jpg --off fire9:404 --off fire8/expand3x3:all
        sqz-tui whatif photo.jpg --occlude 80,60,64 --format csv
      """)

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @OptionGroup var ablation: AblationOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many classes to show.", valueName: "k"))
  var top = 5

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    try check("top", top, in: Limits.top)
    guard !ablation.isEmpty else {
      throw ValidationError("nothing is changed: give --off or --occlude")
    }
  }

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    let ablation = try ablation.ablation(in: opened.network)
    let runner = try ModelRunner(opened, besides: { _ in 0 })
    let photo = try decoding.load(image, for: opened.identity, asText: formatOption.isText)
    var source = try runner.source(of: photo, named: image.description, ablation: ablation)
    source.changes = PredictionChange.top(
      top, before: try runner.probabilities(of: photo),
      after: try runner.probabilities(of: photo, ablation: ablation))
    try formatOption.print(WhatIfReport(source), of: image.description)
  }
}
