import ArgumentParser
import Exports
import Files
import Images
import Runs

struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Write one layer's output as a NumPy file.",
    discussion: """
      The array is float32, height x width x channels; avgpool10 and softmax have channels only. \
      `input` is the prepared image. `sqz-tui layers` lists the layers' names.

      EXAMPLES:
        sqz-tui dump cat.jpg fire4/expand3x3 -o x.npy
        python3 -c 'import numpy; print(numpy.load("x.npy").shape)'
      """)

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @Argument(help: "The layer's name, or input.")
  var layer: String

  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.",
    completion: .file(extensions: ["npy"]))
  var output: Path

  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func run() throws {
    let opened = try OpenModel(model)
    let content = ExportContent.activation(layer: try opened.network.index(ofLayer: layer))
    try OutputFile.check(output, force: overwriting.force)
    let runner = try ModelRunner(opened, content)
    let photo = try decoding.load(image, for: opened.identity)
    let source = try runner.source(
      of: photo, named: image.description, layers: content.layers(opened.network))
    try ExportFile.write(content, .npy, source, to: output, force: overwriting.force)
  }
}
