import ArgumentParser
import Configuration
import Exports
import Heatmaps
import Runs

struct ExportDifferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "difference",
    abstract: "What two passes differ in, as the map of a layer, PNG.",
    discussion: """
      Second - first, of one channel; with --channel mean the mean of |second - first| over all. \
      Photos, models, geometries, or one photo before and after channels are switched off, as for \
      'sqz-tui compare'.

      EXAMPLES:
        sqz-tui export difference photo.jpg --off fire4:0-15 --layer fire9 --channel 3 -o d.png
        sqz-tui export difference photo.jpg --other-geometry torchvision --layer conv1 \
      --channel mean -o d.png
      """)

  @OptionGroup var layer: LayerOption

  @Option(
    help: ArgumentHelp(
      "A channel, from 0; or mean: over all channels.",
      valueName: "n|mean"))
  var channel = ChannelArgument.channel(0)

  @Option(
    help: "Colours of a mean; a channel's are blue below zero, else orange. (default: magma)")
  var colormap: Colormap?

  @OptionGroup var paper: PaperOptions
  @OptionGroup var passes: ComparedPasses
  @OptionGroup var file: ExportFile

  func validate() throws {
    if channel == .maximum {
      throw ValidationError("--channel max: give a channel, or mean")
    }
  }

  func run() throws {
    var choice = MapChoice(layer: nil)
    channel.apply(to: &choice)
    let format = try file.format(of: .difference(choice, against: ""))
    let (source, opened) = try passes.run { network in
      choice.layer = try network.index(ofLayer: layer.layer)
    }
    choice.colormap = colormap ?? opened.preferences[Settings.colormap] ?? .magma
    try file.write(.difference(choice, against: ""), format, source, paper.options())
  }
}
