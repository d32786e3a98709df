import ArgumentParser
import Configuration
import Exports
import Reports
import Runs

struct ExportProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Times and figures of every layer, as .csv, .json or .txt.",
    discussion: """
      EXAMPLES:
        sqz-tui export profile photo.jpg --runs 100 -o profile.csv
        sqz-tui export profile photo.jpg -o profile.json
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many passes to measure. (default: 20)", valueName: "n"))
  var runs: Int?

  @OptionGroup var target: ExportTarget

  func validate() throws { try check("runs", runs, in: Limits.runs) }

  func run() throws {
    let opened = try OpenModel(target.model)
    let content = ExportContent.numbers(["profile"]) { try Profile($0) }
    let format = try target.file.format(of: content)
    let runner = try ModelRunner(opened)
    let photo = try target.decoding.load(target.image, for: opened.identity)
    var source = ReportSource(
      model: runner.description, image: target.image.description)
    source.profile = try runner.profile(
      of: photo, image: target.image.description, runs: runs ?? opened.preferences.measuredRuns)
    try target.file.write(content, format, source)
  }
}
