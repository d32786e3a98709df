import ArgumentParser

struct ExportMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "One feature map as PNG.",
    discussion: """
      Each value is a square of --scale pixels. `input` is the prepared image.

      EXAMPLES:
        sqz-tui export map photo.jpg --layer fire4/expand3x3 --channel 17 -o map.png
        sqz-tui export map photo.jpg --layer conv1 --channel mean --scale 1 --no-labels -o x.png
      """)

  @OptionGroup var layer: LayerOption
  @OptionGroup var channel: ChannelOption
  @OptionGroup var colors: ColorOptions
  @OptionGroup var paper: PaperOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var target: ExportTarget

  func run() throws {
    try target.export(options: paper.options(), ablation: ablation) { opened, _ in
      var choice = try colors.choice(layer: layer.layer, of: opened)
      channel.channel.apply(to: &choice)
      return .map(choice)
    }
  }
}
