import ArgumentParser
import Inference
import Runs
import SqueezeNet
import Weights

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

  @Argument(help: "The photo, JPEG or PNG.", completion: .file())
  var image: String

  @Argument(help: "The layer's name, or input.")
  var layer: String

  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.",
    completion: .file(extensions: ["npy"]))
  var output: String

  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func run() throws {
    let opened = try OpenModel(model)
    let index = try opened.network.index(ofLayer: layer)
    try OutputFile.check(output, force: overwriting.force)
    let photo = try decoding.load(image, for: opened.identity)
    let runner = try ModelRunner(opened)
    let activation = try runner.activation(of: photo, layer: index)
    let shape = activation.shape
    let isVector = index.flatMap { opened.network.layer(at: $0) }?.isVector ?? false
    let bytes = NPYFile.encode(
      shape: isVector ? [shape.channels] : [shape.height, shape.width, shape.channels],
      values: activation.values)
    try OutputFile.write(bytes, to: output, force: overwriting.force)
  }
}
