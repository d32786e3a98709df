import Analysis
import ArgumentParser
import Reports
import Runs
import SqueezeNet

struct FiltersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filters",
    abstract: "Which channels a convolution's channels take most from.",
    discussion: """
      For each output channel of a layer: the incoming channels whose kernels have the largest L2 \
      norm, and what computes them. Only weights are looked at, no photo is needed. A pooling or a \
      concatenation between two convolutions hands channels on: the convolution behind it is named.

      EXAMPLES:
        sqz-tui filters fire5/squeeze1x1 --channels 3
        sqz-tui filters conv10 --channels 967 --top 20
        sqz-tui filters fire9/expand3x3 --top 64 --format csv > incoming.csv
      """)

  @Argument(help: "A convolution's name: `sqz-tui layers` lists them.")
  var layer: String

  @Option(
    help: ArgumentHelp(
      "Output channels, from 0: numbers and ranges, or all.", valueName: "0-15,20"))
  var channels = "all"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many incoming channels of each.", valueName: "k"))
  var top = 3

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions

  func validate() throws { try check("top", top, in: 1...512) }

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    guard let index = try opened.network.index(ofLayer: layer),
      let convolution = opened.network.layer(at: index)?.convolution
    else {
      throw Failure.usage("\(layer): it has no weights: give a convolution, as conv1")
    }
    let chosen: [Int]
    do throws(ChannelList.Problem) {
      chosen = try ChannelList.channels(channels, of: convolution.outputChannels)
    } catch {
      throw Failure.usage("--channels: \(error.description)")
    }
    let source = ReportSource(model: opened.description, image: "")
    try formatOption.print(
      FiltersReport(source, layer: index, channels: chosen, top: top), of: layer)
  }
}
