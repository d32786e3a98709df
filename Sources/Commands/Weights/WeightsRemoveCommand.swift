import ArgumentParser
import Files
import Runs
import Weights

struct WeightsRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove installed weights.",
    discussion: """
      EXAMPLES:
        sqz-tui weights remove flowers
      """)

  @Argument(help: "The name in the list, with its extension or without.")
  var name: String

  func run() throws {
    let store = WeightsStore.standard
    let path: Path?
    do throws(WeightsFileError) {
      path = try store.remove(name)
    } catch {
      throw Failure(error)
    }
    guard let path else {
      let names = store.modelNames.joined(separator: ", ")
      let rest = names.isEmpty ? "" : ", there are \(names)"
      throw Failure(.noInput, "\(name): no weights of this name are installed\(rest)")
    }
    try? StandardOutput.write("Removed: \(Failure.oneLine(path.description))\n")
  }
}
