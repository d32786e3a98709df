import Analysis
import ArgumentParser
import Configuration
import Explorer
import Exports
import Files
import Reports
import Runs
import SqueezeNet
import TerminalUI

extension Explorer.View: ExpressibleByArgument {}

struct ExportScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract:
      "The explorer's whole screen, as .svg, as text with colours (.ans) or without (.txt).",
    discussion: """
      It needs no terminal: the photo goes through the network, --keys are pressed one after the \
      other, and what a terminal of --columns and --rows would show is written.

      EXAMPLES:
        sqz-tui export screen photo.jpg --columns 100 --rows 30 -o screen.svg
        sqz-tui export screen photo.jpg --view sheet --layer fire4 -o sheet.ans
        sqz-tui export screen photo.jpg --keys 'v Down Enter' --colors none --ascii -o -
      """)

  @Option(help: "The view that is shown.")
  var view = Explorer.View.layers

  @Option(help: "The layer that is selected.")
  var layer: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The channel that is selected, from 0.", valueName: "n"))
  var channel: ChannelIndex?

  @Option(help: ArgumentHelp("Keys to press, named as in the help.", valueName: "'key …'"))
  var keys = ""

  @OptionGroup var look: ScreenOptions
  @OptionGroup var target: ExportTarget

  func validate() throws {
    for name in keys.split(separator: " ") where Key(name: String(name)) == nil {
      throw ValidationError("--keys: there is no key \(name): name it as the help does")
    }
  }

  func run() throws {
    let opened = try OpenModel(target.model)
    let selected = try layer.map { try opened.network.index(ofLayer: $0) }
    if let selected, selected == nil {
      throw Failure.usage("--layer input: the explorer has no such row")
    }
    let shown = selected.flatMap { $0 }.flatMap { opened.network.layer(at: $0) }
    if let channel, let shown, channel.index >= shown.outputShape.channels {
      throw Failure.usage(
        "--channel \(channel.index): \(shown.name) has "
          + ChannelList.all(shown.outputShape.channels))
    }
    let format = try target.file.format(of: .screen())
    let explorer = try HeadlessExplorer(
      ExplorerOptions(
        model: opened, imagePaths: [target.image], strict: target.decoding.strict),
      terminal: look.terminal)
    let states = explorer.states { state in
      state.show(layer: shown, channel: channel?.index, view: view)
    } keys: {
      keys.split(separator: " ").compactMap { Key(name: String($0)) }
    }
    guard let state = states.last else { return }
    ImageOptions.tell(state.loadedImage?.damage, of: target.image)
    let source = ReportSource(model: state.model, image: target.image.description)
    try target.file.write(.screen(), format, source, screen: state.screen)
  }
}

/// The terminal that a screen is drawn for.
struct ScreenOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("Width of the screen.", valueName: "n"))
  var columns = 80

  @Option(parsing: .unconditional, help: ArgumentHelp("Height of the screen.", valueName: "n"))
  var rows = 24

  @Option(help: "How many colours it has.")
  var colors = ColorCount.direct

  @Option(help: "What the terminal's own colours are written on.")
  var background: TerminalDescription.Background?

  @Flag(help: "Nothing but ASCII characters.")
  var ascii = false

  func validate() throws {
    try check("columns", columns, in: 1...1000)
    try check("rows", rows, in: 1...1000)
  }

  var terminal: TerminalDescription {
    var terminal = TerminalDescription(
      width: columns, height: rows, colors: colors.colors, unicode: !ascii)
    terminal.background = background ?? .dark
    return terminal
  }
}

extension ColorCount: ExpressibleByArgument {}
