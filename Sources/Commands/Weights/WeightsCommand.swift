import ArgumentParser

struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "List, inspect, install, remove, convert and compress weights.",
    discussion: """
      EXAMPLES:
        sqz-tui weights list
        sqz-tui weights inspect best_model.pth --photo scan.png
        sqz-tui weights add compressed_SqueezeNet.net
        sqz-tui weights convert squeezenet_weights.pkl -o v11.safetensors
      """,
    subcommands: [
      WeightsListCommand.self, WeightsInspectCommand.self, WeightsAddCommand.self,
      WeightsRemoveCommand.self, WeightsConvertCommand.self, WeightsCompressCommand.self,
    ])
}
