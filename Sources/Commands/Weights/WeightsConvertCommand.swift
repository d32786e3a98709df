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

  func run() throws {
    do throws(WeightsFileError) {
      let weights = try WeightsWriter.convert(
        from: file, to: output, naming: naming, replacing: overwriting.force)
      weights.tellAssumptions(of: file, hasGeometry: false)
    } catch {
      throw Failure(error)
    }
  }
}
