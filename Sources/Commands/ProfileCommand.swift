import ArgumentParser
import Configuration
import Files
import Images
import Runs

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Measure where the time goes, layer by layer.",
    discussion: """
      One pass warms up, then --runs passes are measured: minimum, median and 95th percentile.
      peak % is a layer's rate of what the same threads multiply in registers alone, measured in the
      same run; Winograd may pass 100 because it multiplies less often than the definition, and \
      padding, as conv10 of caffe has it, because its zeros are counted but not computed. MAC/B
      is multiply-accumulates for each byte that a layer moves at least: input, weights and output
      once each, in float32 (minimum_bytes and mac_per_byte in CSV and JSON). Layers share
      memory as in classify; the explorer keeps every output and may take a little longer.

      EXAMPLES:
        sqz-tui profile photo.jpg --runs 100
        sqz-tui profile photo.jpg --csv -
        sqz-tui profile photo.jpg --csv profile.csv --threads 1
      """)

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many passes to measure. (default: 20)", valueName: "n"))
  var runs: Int?

  @Option(
    help: ArgumentHelp(
      "Write the table as CSV; - is standard output, in place of --format.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var csv: Path?

  @OptionGroup var design: DesignOptions
  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws { try check("runs", runs, in: Limits.runs) }

  func run() throws {
    let opened = try design.open(model) ?? OpenModel(model, asText: formatOption.isText)
    if let csv { try OutputFile.check(csv, force: overwriting.force) }
    let runner = try ModelRunner(opened)
    let photo = try decoding.load(
      image, for: opened.identity, asText: formatOption.isText && csv != "-")
    let profile = try runner.profile(
      of: photo, image: image.description, runs: runs ?? opened.preferences.measuredRuns)
    if let csv {
      try OutputFile.write(Array(profile.csv.utf8), to: csv, force: overwriting.force)
      if csv == "-" { return }
    }
    try formatOption.print(profile)
  }
}
