import ArgumentParser

struct ExportOverlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overlay",
    abstract: "A feature map laid over the photo, PNG.",
    discussion: """
      Each value lies on the square around the middle of what it sees. The photo is as the network \
      gets it, cropped and resized.

      EXAMPLES:
        sqz-tui export overlay photo.jpg --layer fire8 --channel 3 -o over.png
        sqz-tui export overlay photo.jpg --layer fire5 --channel max --opacity 0.4 -o over.png
      """)

  @OptionGroup var layer: LayerOption
  @OptionGroup var channel: ChannelOption
  @OptionGroup var opacity: OpacityOption
  @OptionGroup var colors: ColorOptions
  @OptionGroup var paper: PaperOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var target: ExportTarget

  func run() throws {
    try target.export(options: paper.options(opacity: opacity.opacity), ablation: ablation) {
      opened, _ in
      var choice = try colors.choice(layer: layer.layer, of: opened)
      channel.channel.apply(to: &choice)
      return .overlay(choice)
    }
  }
}
