import ArgumentParser
import Runs
import Weights

struct WeightsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the installed weights.",
    discussion: """
      EXAMPLES:
        sqz-tui weights list
        sqz-tui weights list --format json
      """)

  @OptionGroup var formatOption: FormatOption

  func run() throws {
    let store = WeightsStore.standard
    let entries: [InstalledWeights]
    do throws(WeightsFileError) {
      entries = try store.list()
    } catch {
      throw Failure(error)
    }
    try formatOption.print(WeightsReport(directory: store.directory, entries: entries))
  }
}
