import ArgumentParser
import Files
import Runs
import Weights

extension ArrayNaming: ExpressibleByArgument {}

struct WeightsConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write weights in another format.",
    discussion: """
      The output's extension says the format: \
      \(WeightsFormats.writableExtensions.map { "." + $0 }.joined(separator: ", ")).

      EXAMPLES:
        sqz-tui weights convert compressed_SqueezeNet.net -o v10.npz
        sqz-tui weights convert v11.npz -o v11.safetensors --naming torchvision
        sqz-tui weights convert best_model.pth -o best.safetensors --labels classes.txt
      """)

  @Argument(help: "The file to read.", completion: .file())
  var file: Path

  @Option(
    name: .shortAndLong, help: "The file to write.",
    completion: .file(extensions: WeightsFormats.usualWritableExtensions))
  var output: Path

  @Option(help: "How arrays are named: fire2/squeeze1x1.weight, or features.3.squeeze.weight.")
  var naming: ArrayNaming = .layers

  @OptionGroup var overwriting: OverwriteOption

  @OptionGroup var facts: WeightsFactOptions

  func run() throws {
    do {
      let weights = try facts.dressed(try WeightsReader.read(path: file), file)
      try WeightsWriter.write(weights, to: output, naming: naming, replacing: overwriting.force)
      weights.tellAssumptions(of: file)
    } catch let error as WeightsFileError {
      throw Failure(error)
    }
  }
}
