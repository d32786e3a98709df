import ArgumentParser
import Configuration
import Inference
import Reports
import Runs
import SqueezeNet

struct SpaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "space",
    abstract: "Sweep the paper's design space: parameters, size, arithmetic, time.",
    discussion: """
      The paper (arXiv 1602.07360, sections 5 and 6) makes SqueezeNet from a few numbers: block i has \
      base-e + incr-e * floor(i / freq) expand filters, of which pct3x3 are 3x3, and squeeze-ratio \
      times as many squeeze filters. Each option takes a list, and every combination is a row. \
      Without options the squeeze ratio goes from 0.125 to 1. Times are measured with untrained \
      weights, which take as long as trained ones. conv1, poolings and classes are those of --model.

      The paper's sizes for the same designs stand in a column of their own. Its 4.8 and 13 agree in
      MiB; its 19 for 0.75 is neither the MiB nor the MB, and its 7.7 for a complex bypass is more
      than four 1x1 convolutions add.

      EXAMPLES:
        sqz-tui space
        sqz-tui space --pct3x3 0.01,0.25,0.5,0.75,0.99 --squeeze-ratio 0.5
        sqz-tui space --bypass none,simple,complex --format csv > bypass.csv
        sqz-tui layers --squeeze-ratio 0.5   one design, layer by layer
      """)

  @OptionGroup var design: DesignOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Passes to measure of each; 0 measures none.", valueName: "n"))
  var runs = 10

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions

  func validate() throws { try check("runs", runs, in: 0...Limits.runs.upperBound) }

  func run() throws {
    var options = design
    if options.isEmpty { options.squeezeRatio = ValueList(argument: Self.eighths) }
    let resolved = try model.resolved()
    let rows = try options.designs().map { design in
      let opened = try OpenModel(resolved, design: design)
      return SpaceReport.Row(
        design: design, network: opened.network,
        milliseconds: runs > 0 ? try opened.medianMilliseconds(runs: runs) : nil)
    }
    try formatOption.print(SpaceReport(rows: rows))
  }

  private static let eighths = (1...8).map { "\(Double($0) / 8)" }.joined(separator: ",")
}
