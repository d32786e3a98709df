import ArgumentParser
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
  var file: String

  @Option(help: "Where the file came from, for the list. (default: its path)")
  var origin: String?

  func run() throws {
    do throws(WeightsFileError) {
      let (entry, wasInstalled) = try WeightsStore.standard.add(file, origin: origin)
      let model = (try? entry.content.get()).map { "SqueezeNet \($0.architecture.rawValue)" } ?? ""
      let path = Failure.oneLine(entry.path)
      try? StandardOutput.write(
        "Installed\(wasInstalled ? " already" : ""): \(model), \(path)\n")
    } catch {
      throw Failure(error)
    }
  }
}
