import ArgumentParser
import Configuration
import Files
import Runs
import SqueezeNet
import Weights

/// What a weights file does not say itself.
struct WeightsFactOptions: ParsableArguments {
  @Option(
    help: "The names of the classes: one a line, JSON or CSV. (default: as the weights have them)",
    completion: .file(extensions: ["txt", "json", "csv"]))
  var labels: Path?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of a photo: \(Preprocessing.named.map(\.name).joined(separator: ", ")), \
      or mean=,std=,order=,scale=,resize=,crop=,filter=. (default: as the weights were trained)
      """, valueName: "name|parts"),
    transform: Preprocessing.init(argument:))
  var preprocess: Preprocessing?

  @Option(help: "How borders are treated. (default: as the weights were trained)")
  var geometry: PaddingConvention?

  func validate() throws {
    if labels?.isEmpty == true { throw ValidationError("--labels: the name is empty") }
  }

  /// The settings of these options alone.
  var preferences: Preferences {
    var preferences = Preferences()
    preferences[Settings.labels] = labels
    preferences[Settings.preprocess] = preprocess
    preferences[Settings.geometry] = geometry
    return preferences
  }

  func resolved(_ file: Path) -> ResolvedSettings {
    var preferences = preferences
    preferences[Settings.weights] = file
    return ResolvedSettings(options: preferences, file: .none(Settings.table))
  }

  func dressed(_ loaded: LoadedWeights, _ file: Path) throws -> ModelWeights {
    var weights = try OpenModel.dressed(loaded, resolved(file))
    if let geometry { weights.use(geometry) }
    return weights
  }
}
