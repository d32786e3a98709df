import ArgumentParser

/// How a command prints: for people, or for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv
}

struct FormatOption: ParsableArguments {
  @Option(help: "How to print.")
  var format: OutputFormat = .text
}
