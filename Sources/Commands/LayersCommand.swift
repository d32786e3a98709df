import ArgumentParser
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
        sqz-tui layers --size 480x640 --format csv > layers.csv
      """)

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions

  func run() throws {
    try formatOption.print(ModelSummary(try network()))
  }

  /// Weights are read only to find out what would open.
  private func network() throws -> Network {
    let settled = try model.settled()
    let wanted = settled.preferences
    if wanted.weights == nil, let architecture = wanted.model, let geometry = wanted.geometry {
      return try OpenModel.network(
        architecture, geometry: geometry, size: wanted.size,
        place: settled.place(of: .size))
    }
    return try OpenModel(settled).network
  }
}
