import ArgumentParser
import Configuration
import Exports
import Heatmaps
import Runs

struct ExportSensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Which places of the photo an answer hangs on, over the photo, PNG.",
    discussion: """
      What the class's probability loses where a square covers the photo, as \
      'sqz-tui sensitivity' measures it.

      EXAMPLES:
        sqz-tui export sensitivity photo.jpg -o places.png
        sqz-tui export sensitivity photo.jpg --class cup --square 48 --logits -o cup.png
      """)

  @OptionGroup var sensitivity: SensitivityArguments

  @Flag(help: "What the logit loses in place of the probability.")
  var logits = false

  @Option(help: "Colours of the losses. (default: magma)")
  var colormap: Colormap?

  @OptionGroup var opacity: OpacityOption
  @OptionGroup var paper: PaperOptions
  @OptionGroup var file: ExportFile

  func run() throws {
    let options = paper.options(opacity: opacity.opacity)
    func content(_ index: Int, _ colormap: Colormap = .magma) -> ExportContent {
      .sensitivity(index, colormap, ofLogits: logits)
    }
    let format = try file.format(of: content(0))
    let (source, index, opened) = try sensitivity.measured(asText: false) {
      try $0.checkMemory(keepsActivations: false, content(0), options)
    }
    let colors = colormap ?? opened.preferences[Settings.colormap] ?? .magma
    try file.write(content(index, colors), format, source, options)
  }
}
