import ArgumentParser
import Configuration
import Files
import Runs
import SqueezeNet
import Weights

extension PaddingConvention: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
  public var defaultValueDescription: String { name }
  public static var allValueStrings: [String] { named.map(\.name) }
}

extension Preprocessing {
  init(argument: String) throws {
    do throws(Problem) {
      try self.init(parsing: argument)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

/// The network, its size and its threads. What is not said here the configuration file may say.
struct ModelOptions: ParsableArguments {
  @Option(
    help: "The architecture, v1.0 or v1.1, or the name of installed weights.",
    completion: .list(Architecture.published.map(\.name)))
  var model: String?

  @Option(
    help: "A weights file instead of the installed ones.",
    completion: .file(extensions: WeightsFormats.usualExtensions))
  var weights: Path?

  @OptionGroup var facts: WeightsFactOptions

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
    if model?.isEmpty == true { throw ValidationError("--model: the name is empty") }
    if weights != nil, let model, Architecture(named: model) == nil {
      throw ValidationError("--weights and the name of installed weights: give one of them")
    }
  }

  /// The settings of the command line.
  var preferences: Preferences {
    var preferences = facts.preferences
    preferences[Settings.model] = model
    preferences[Settings.weights] = weights
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
  init(_ options: ModelOptions, asText: Bool = true) throws {
    self = try .opened(try options.resolved(), asText: asText)
  }

  /// Says on standard error what is to be known of the weights.
  ///
  /// - Parameter asText: True where people read what is printed: what was assumed is said, too.
  static func opened(_ resolved: ResolvedSettings, asText: Bool = true) throws -> OpenModel {
    let model = try OpenModel(resolved)
    if let note = model.note { StandardError.tell(note) }
    if asText, let assumptions = model.assumptions { StandardError.tell(assumptions) }
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
