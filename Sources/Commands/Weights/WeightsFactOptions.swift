import ArgumentParser
import Configuration
import Files
import Runs
import SqueezeNet
import Weights

/// What a weights file does not say itself.
struct WeightsFactOptions: ParsableArguments {
  @Option(
    help: "The names of the classes: one a line, JSON or CSV.",
    completion: .file(extensions: ["txt", "json", "csv"]))
  var labels: Path?

  @Option(
    help: ArgumentHelp("What becomes of a photo, as for classify.", valueName: "name|parts"),
    transform: Preprocessing.init(argument:))
  var preprocess: Preprocessing?

  @Option(help: "How borders are treated.")
  var geometry: PaddingConvention?

  /// The settings of these options alone.
  func resolved(_ file: Path) -> ResolvedSettings {
    var preferences = Preferences()
    preferences[Settings.weights] = file
    preferences[Settings.labels] = labels
    preferences[Settings.preprocess] = preprocess
    preferences[Settings.geometry] = geometry
    return ResolvedSettings(options: preferences, file: .none(Settings.table))
  }

  func dressed(_ loaded: LoadedWeights, _ file: Path) throws -> ModelWeights {
    var weights = try OpenModel.dressed(loaded, resolved(file))
    if let geometry { weights.use(geometry) }
    return weights
  }
}
