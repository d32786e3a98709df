import ArgumentParser
import Configuration
import Files
import Runs

struct ConfigInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a configuration file with every setting, commented out.",
    discussion: """
      EXAMPLES:
        sqz-tui config init
        sqz-tui config init -o -          on standard output
      """)

  @Option(
    name: .shortAndLong,
    help: "The file to write; - is standard output. (default: where 'config path' says)",
    completion: .file(extensions: ["toml"]))
  var output: Path?

  @OptionGroup var overwriting: OverwriteOption

  func run() throws {
    let path = try output ?? Self.path()
    if output == nil {
      do throws(FolderError) {
        try UserFolders.make(path.folder)
      } catch {
        throw Failure(.cannotCreate, "\(path): cannot be written: \(error.reason.description)")
      }
    }
    try OutputFile.write(
      Array(ConfigurationTemplate.text(Settings.table).utf8), to: path, force: overwriting.force)
    if path != "-" { try StandardOutput.write("Wrote \(Failure.oneLine(path.description))\n") }
  }

  static func path() throws -> Path {
    guard let path = ConfigurationPlace.standard() else {
      throw Failure(.noInput, "HOME is not set: set it, or XDG_CONFIG_HOME, or give --config FILE")
    }
    return path
  }
}
