import Analysis
import ArgumentParser
import Explorer

/// Orders that need nothing but the layer's values.
enum SheetOrder: String, CaseIterable, ExpressibleByArgument {
  case index, mean, maximum, variance, zeros

  var order: ChannelOrder { ChannelOrder(rawValue: rawValue) ?? .index }
}

struct ExportSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "All channels of a layer as a contact sheet, PNG.",
    discussion: """
      EXAMPLES:
        sqz-tui export sheet photo.jpg --layer conv1 -o sheet.png
        sqz-tui export sheet photo.jpg --layer fire9 --sort maximum --columns 16 -o fire9.png
      """)

  @OptionGroup var layer: LayerOption

  @Option(help: "The order of the channels: the largest first.")
  var sort = SheetOrder.index

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Maps beside each other. (default: what suits)", valueName: "n"))
  var columns: Int?

  @OptionGroup var colors: ColorOptions
  @OptionGroup var paper: PaperOptions
  @OptionGroup var edits: EditOptions
  @OptionGroup var target: ExportTarget

  func validate() throws {
    if let columns, !(1...1000).contains(columns) {
      throw ValidationError("--columns \(columns): give a number from 1 to 1000")
    }
  }

  func run() throws {
    try target.export(options: paper.options(columns: columns), edits: edits) { network, _ in
      .sheet(colors.choice(layer: try network.index(ofLayer: layer.layer)), sort.order)
    }
  }
}
