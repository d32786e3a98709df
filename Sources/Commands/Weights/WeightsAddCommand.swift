import ArgumentParser
import Files
import Runs
import SqueezeNet
import Weights

struct WeightsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Check weights and install them.",
    discussion: """
      The published networks' files are copied; others become safetensors that hold names of \
      classes, preprocessing and geometry, too. Read are: \(WeightsFormats.names.joined(separator: ", ")). The content tells the format.

      EXAMPLES:
        sqz-tui weights add compressed_SqueezeNet.net
        sqz-tui weights add mine.safetensors --origin 'own training, 3 March'
        sqz-tui weights add best_model.pth --name flowers --labels classes.txt
        sqz-tui photo.jpg --model flowers
      """)

  @Argument(help: "The file.", completion: .file())
  var file: Path

  @Option(help: "Where the file came from, for the list. (default: its path)")
  var origin: Path?

  @Option(help: "What --model calls it. (default: the file's name without extension)")
  var name: String?

  @OptionGroup var facts: WeightsFactOptions

  func validate() throws {
    guard let name else { return }
    if name.isEmpty || name.hasPrefix(".") || name.contains("/")
      || name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    {
      throw ValidationError("--name \(name): give a file's name without extension")
    }
    if Architecture(named: name) != nil {
      throw ValidationError("--name \(name): this is the published network's, give another")
    }
  }

  func run() throws {
    var dressed: ModelWeights?
    do {
      let (entry, wasInstalled) = try WeightsStore.standard.add(
        file, as: name, origin: origin?.description
      ) { loaded in
        dressed = try facts.dressed(loaded, file)
        return dressed ?? loaded.weights
      }
      dressed?.tellAssumptions(of: file)
      let model = (try? entry.content.get()).map { "SqueezeNet \($0.architecture.name)" } ?? ""
      let path = Failure.oneLine(entry.path.description)
      try? StandardOutput.write(
        "Installed\(wasInstalled ? " already" : ""): \(model), \(path)\n")
    } catch let error as WeightsFileError {
      throw Failure(error)
    }
  }
}

extension ModelWeights {
  /// Says on standard error what was assumed, which the file that is written says, too.
  func tellAssumptions(of file: Path) {
    guard !assumed.isEmpty else { return }
    StandardError.tell(
      "\(file.name): \(assumed.joined(separator: "; ")); the new file keeps it")
  }
}
