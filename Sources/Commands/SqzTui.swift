import ArgumentParser
import CVersion

/// The root command. What is not a subcommand's name is an image to explore.
struct SqzTui: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sqz-tui",
    abstract: "Explore SqueezeNet in the terminal: your photo, layer by layer.",
    discussion: """
      EXAMPLES:
        sqz-tui photo.jpg                    open the explorer
        sqz-tui photo.jpg --lesson answer    a lesson: why it answers so
        sqz-tui photo.jpg | less             the layer table and the top five, as text
        sqz-tui layers --model v1.0          shapes, parameters and arithmetic
        sqz-tui classify *.jpg --top 3       what the network sees
        sqz-tui why photo.jpg                what the answer is made of
        sqz-tui trace photo.jpg softmax --depth all
        sqz-tui sensitivity photo.jpg        which places the answer hangs on
        sqz-tui whatif photo.jpg --off fire9:0-15
        sqz-tui compare photo.jpg --other-model v1.1
        sqz-tui filters fire5/squeeze1x1     what a layer's channels take most from
        sqz-tui profile photo.jpg --csv -    where the time goes
        sqz-tui activity photo.jpg           dead channels, zeros, sparse weights
        sqz-tui evaluate test                how often it is right, folder by folder
        sqz-tui space --bypass none,simple   the paper's design space
        sqz-tui dump photo.jpg fire4 -o x.npy
        sqz-tui export sheet photo.jpg --layer conv1 -o sheet.png
        sqz-tui config                       the settings, and where each comes from
        sqz-tui explore layers               an image that is called like a command

      COMPLETIONS:
        sqz-tui --generate-completion-script bash|zsh|fish

      EXIT CODES:
        0 done, 64 usage, 65 bad data, 66 no input, 71 no memory, 73 cannot create,
        130 evaluate was interrupted
      """,
    version: String(cString: sqz_version()),
    subcommands: [
      ExploreCommand.self, LayersCommand.self, ClassifyCommand.self, WhyCommand.self,
      TraceCommand.self, SensitivityCommand.self, WhatIfCommand.self, CompareCommand.self,
      FiltersCommand.self,
      ProfileCommand.self,
      EvaluateCommand.self,
      ActivityCommand.self, SpaceCommand.self, DumpCommand.self, ExportCommand.self,
      WeightsCommand.self,
      ConfigCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)
}
