import Analysis
import ArgumentParser
import Files
import Images
import Inference
import Reports
import Runs

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "What a class's score is made of, and why not another.",
    discussion: """
      A class's score is the mean of its map in conv10, so it can be taken apart exactly: what \
      each channel of fire9 adds, and the bias's share. The sum stands beside the score that the \
      engine computed. With --against: what makes its score higher than another class's, in the \
      same way.

      EXAMPLES:
        sqz-tui why photo.jpg
        sqz-tui why photo.jpg --class 'coffee mug' --top 20
        sqz-tui why photo.jpg --class espresso --against 'coffee mug'
        sqz-tui why photo.jpg --class 504 --format csv > mug.csv
      """)

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @OptionGroup var classOption: ClassOption
  @OptionGroup var rivalOption: RivalOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many channels the text shows; CSV and JSON have all of them.", valueName: "k"))
  var top = 10

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws { try check("top", top, in: 0...512) }

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    let chosen = try classOption.wanted.map { try opened.network.index(ofClass: $0) }
    // What is wrong with it is told before anything is computed, where that can be.
    _ = try rivalOption.index(in: opened.network, of: chosen)
    let layers = ClassExplanation.layers(of: opened.network)
    let runner = try ModelRunner(opened, besides: { 2 * $0.copiedBytes(layers) })
    let photo = try decoding.load(image, for: opened.identity, asText: formatOption.isText)
    let source = try runner.source(of: photo, named: image.description, layers: layers)
    let probabilities = layers.last.flatMap { source.activations[$0] }?.values ?? []
    let index = chosen ?? Prediction.strongest(of: probabilities)?.index ?? 0
    let rival = try rivalOption.index(in: opened.network, of: index)
    try formatOption.print(
      WhyReport(source, class: index, against: rival, top: top), of: image.description)
  }
}
