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

  @Option(
    help: """
      How arrays are named: fire2/squeeze1x1.weight, or features.3.squeeze.weight. (default: \
      torchvision for .pth, else layers)
      """)
  var naming: ArrayNaming?

  @Flag(help: "Make the preprocessing a part of the network, which then takes pixels; .onnx only.")
  var withPreprocessing = false

  @OptionGroup var overwriting: OverwriteOption

  @OptionGroup var facts: WeightsFactOptions

  func run() throws {
    do {
      let weights = try facts.dressed(try WeightsReader.read(path: file), file)
      try WeightsWriter.write(
        weights, to: output, naming: naming, hasPreprocessing: withPreprocessing,
        replacing: overwriting.force)
      weights.tellAssumptions(of: file)
      if ["pth", "pt", "ckpt"].contains(where: output.description.lowercased().hasSuffix),
        weights.preprocessing != .torchvision || weights.paddingConvention != .torchvision
      {
        StandardError.tell(
          "\(output): PyTorch gives its networks torchvision's input; this one takes "
            + "\(weights.preprocessing), geometry \(weights.paddingConvention.name)")
      }
    } catch let error as WeightsFileError {
      throw Failure(error)
    }
  }
}
