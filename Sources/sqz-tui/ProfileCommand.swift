import ArgumentParser
struct ProfileCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "profile") }
