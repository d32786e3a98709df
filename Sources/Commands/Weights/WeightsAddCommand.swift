import ArgumentParser
import Files
import Runs
import Weights

struct WeightsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Check weights and install them.",
    discussion: """
      Read are: \(WeightsFormats.names.joined(separator: ", ")). The content tells the format.

      EXAMPLES:
        sqz-tui weights add compressed_SqueezeNet.net
        sqz-tui weights add mine.safetensors --origin 'own training, 3 March'
      """)

  @Argument(help: "The file.", completion: .file())
  var file: Path

  @Option(help: "Where the file came from, for the list. (default: its path)")
  var origin: Path?

  func run() throws {
    do throws(WeightsFileError) {
      let (entry, wasInstalled) = try WeightsStore.standard.add(file, origin: origin?.description)
      let model = (try? entry.content.get()).map { "SqueezeNet \($0.architecture.name)" } ?? ""
      let path = Failure.oneLine(entry.path.description)
      try? StandardOutput.write(
        "Installed\(wasInstalled ? " already" : ""): \(model), \(path)\n")
    } catch {
      throw Failure(error)
    }
  }
}
