import ArgumentParser
import Exports
import Heatmaps
import Reports
import Runs

extension KernelChoice.Order: ExpressibleByArgument {}
extension KernelChoice.Ends: ExpressibleByArgument {}

struct ExportKernelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "The kernels of a convolution as PNG.",
    discussion: """
      conv1's as pictures: grey is a weight of zero, and the more of a colour there is, the more \
      that colour counts. Of other convolutions those of one channel, a signed map for each channel \
      that it reads. No photo is needed.

      EXAMPLES:
        sqz-tui export kernels --layer conv1 -o kernels.png
        sqz-tui export kernels --layer fire4/expand3x3 --channel 17 -o kernels.png
        sqz-tui export kernels --layer conv1 --channel 3 --range kernel -o planes.png
      """)

  @OptionGroup var layer: LayerOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "An output channel, from 0. (default: all of conv1)", valueName: "n"))
  var channel: ChannelIndex?

  @Option(help: "The strongest first, or by number. (default: pictures by number, else strength)")
  var sort: KernelChoice.Order?

  @Option(help: "What the colours span: the channel's kernels, each its own, or the layer's.")
  var range: KernelChoice.Ends?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Kernels beside each other. (default: what suits)", valueName: "n"))
  var columns: Int?

  @OptionGroup var paper: PaperOptions
  @OptionGroup var file: ExportFile
  @OptionGroup var model: ModelOptions

  func validate() throws {
    try check("columns", columns, in: 1...1000)
  }

  func run() throws {
    let opened = try OpenModel(model)
    guard let index = try opened.network.index(ofLayer: layer.layer) else {
      throw Failure.usage("--layer input: it has no kernels: give a convolution, as conv1")
    }
    let content = ExportContent.kernels(
      KernelChoice(
        layer: index, channel: channel?.index,
        order: sort ?? (channel == nil ? .number : .strength),
        ends: range ?? (channel == nil ? .layer : .channel)))
    let format = try file.format(of: content)
    let source = ReportSource(model: opened.description, image: "")
    try file.write(content, format, source, paper.options(columns: columns))
  }
}
