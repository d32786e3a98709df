import ArgumentParser
import Configuration
import Explorer
import Files
import Runs

extension Settings {
  /// All that can be set.
  static let table = all(views: View.allCases.map(\.rawValue))
}

/// Which configuration file counts.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp("A configuration file instead of the usual one.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var file: Path?

  @Flag(name: .customLong("no-config"), help: "Read no configuration file.")
  var isIgnored = false

  func validate() throws {
    if file?.isEmpty == true { throw ValidationError("--config: the name is empty") }
    if file != nil, isIgnored {
      throw ValidationError("--config and --no-config: give one of them")
    }
  }

  /// The file's path; nil where none is read.
  var path: Path? { isIgnored ? nil : file ?? ConfigurationPlace.standard() }

  /// - Throws: `Failure` naming file and line.
  func read() throws -> ConfigurationFile {
    guard let path else { return .none(Settings.table) }
    do throws(ConfigurationError) {
      return try ConfigurationFile.read(
        path, isRequired: file != nil, settings: Settings.table)
    } catch {
      throw Failure(
        error.line == nil ? .noInput : .badData,
        "\(error.description) (--no-config starts without the file)")
    }
  }
}
