import ArgumentParser

struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "List, install and convert weights.",
    discussion: """
      EXAMPLES:
        sqz-tui weights list
        sqz-tui weights add compressed_SqueezeNet.net
        sqz-tui weights convert squeezenet_weights.pkl -o v11.safetensors
      """,
    subcommands: [WeightsListCommand.self, WeightsAddCommand.self, WeightsConvertCommand.self])
}
