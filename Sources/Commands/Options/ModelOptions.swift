import ArgumentParser
import Configuration
import Files
import Runs
import SqueezeNet
import Weights

extension Architecture: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
  public var defaultValueDescription: String { name }
  public static var allValueStrings: [String] { published.map(\.name) }
}

extension PaddingConvention: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
  public var defaultValueDescription: String { name }
  public static var allValueStrings: [String] { named.map(\.name) }
}

/// The network, its size and its threads. What is not said here the configuration file may say.
struct ModelOptions: ParsableArguments {
  @Option(help: "The architecture.")
  var model: Architecture?

  @Option(
    help: "A weights file instead of the installed ones.",
    completion: .file(extensions: WeightsFormats.usualExtensions))
  var weights: Path?

  @Option(help: "How borders are treated. (default: as the weights were trained)")
  var geometry: PaddingConvention?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Side of the input in pixels, or height x width. (default: 224 or 227, the geometry's)",
      valueName: "N|HxW"),
    transform: InputSize.init(argument:))
  var size: InputSize?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads of the network. (default: one a core)", valueName: "n"))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Most memory that a pass and what is made of it may take. (default: 512)",
      valueName: "mib"))
  var memory: Int?

  @OptionGroup var configuration: ConfigurationOptions

  func validate() throws {
    try check("threads", threads, in: Limits.threads)
    try check("memory", memory, in: Limits.memory)
    if weights?.isEmpty == true { throw ValidationError("--weights: the name is empty") }
  }

  /// The settings of the command line.
  var preferences: Preferences {
    var preferences = Preferences()
    preferences[Settings.model] = model
    preferences[Settings.weights] = weights
    preferences[Settings.geometry] = geometry
    preferences[Settings.size] = size
    preferences[Settings.threads] = threads
    preferences[Settings.memory] = memory
    return preferences
  }

  /// - Throws: `Failure` when the configuration file is of no use.
  func resolved() throws -> ResolvedSettings {
    ResolvedSettings(options: preferences, file: try configuration.read())
  }
}

extension OpenModel {
  init(_ options: ModelOptions) throws { self = try .opened(try options.resolved()) }

  /// Says on standard error what is to be known of the weights.
  static func opened(_ resolved: ResolvedSettings) throws -> OpenModel {
    let model = try OpenModel(resolved)
    if let note = model.note { StandardError.tell(note) }
    return model
  }
}

extension InputSize {
  init(argument: String) throws {
    guard let size = InputSize(parsing: argument) else {
      throw ValidationError("give one number or height x width, as in 224 or 480x640")
    }
    self = size
  }
}
