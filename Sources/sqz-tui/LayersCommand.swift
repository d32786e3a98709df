import ArgumentParser
struct LayersCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "layers") }
