import ArgumentParser
import Configuration
import Reports
import Runs
import SqueezeNet
import Weights

struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers",
    abstract: "Show the model: shapes, parameters, arithmetic.",
    discussion: """
      EXAMPLES:
        sqz-tui layers
        sqz-tui layers --model v1.0 --geometry paper
        sqz-tui layers --squeeze-ratio 0.5 --bypass simple
        sqz-tui layers --size 480x640 --format csv > layers.csv
      """)

  @OptionGroup var design: DesignOptions
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions

  func run() throws {
    try formatOption.print(ModelSummary(try network()))
  }

  /// Weights are read only to find out what would open.
  private func network() throws -> Network {
    if let designed = try design.open(model) { return designed.network }
    let resolved = try model.resolved()
    let wanted = resolved.preferences
    if wanted[Settings.weights] == nil,
      let architecture = wanted[Settings.model].flatMap(Architecture.init(named:)),
      let geometry = wanted[Settings.geometry]
    {
      return try OpenModel.network(
        architecture, paddingConvention: geometry, size: wanted[Settings.size],
        place: resolved.place(of: Settings.size))
    }
    return try OpenModel(resolved).network
  }
}
