import ArgumentParser

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the settings in effect and where each comes from, or begin a file of them.",
    discussion: """
      The file is $XDG_CONFIG_HOME/sqz-tui/config.toml, usually ~/.config/sqz-tui/config.toml. Its \
      lines are `key = value`. Options come before the environment (NO_COLOR), that before the \
      file, and the file before the defaults.

      EXAMPLES:
        sqz-tui config                    what holds, and why
        sqz-tui config --format json
        sqz-tui config init               a file with every setting, commented out
        $EDITOR "$(sqz-tui config path)"
      """,
    subcommands: [ConfigShowCommand.self, ConfigPathCommand.self, ConfigInitCommand.self],
    defaultSubcommand: ConfigShowCommand.self)
}

struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The settings in effect and where each comes from (the default).",
    discussion: """
      With options it shows what they change.

      EXAMPLES:
        sqz-tui config show
        sqz-tui config show --colors 16 --model v1.1
        sqz-tui config show --no-config --format json
      """)

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var look: LookOptions
  @OptionGroup var model: ModelOptions

  func run() throws {
    let file = try model.configuration.read()
    try formatOption.print(ConfigReport(file: file, resolved: try look.resolved(over: model)))
  }
}

struct ConfigPathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Where the configuration file is, or would be.",
    discussion: """
      EXAMPLES:
        $EDITOR "$(sqz-tui config path)"
      """)

  /// The bytes as they are: they go into another command.
  func run() throws { try StandardOutput.write(try ConfigInitCommand.path().bytes + [0x0A]) }
}
