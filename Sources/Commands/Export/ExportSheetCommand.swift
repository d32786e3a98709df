import Analysis
import ArgumentParser
import Exports
import Files
import Images
import Inference
import Reports
import Runs
import SqueezeNet

extension ChannelOrder: ExpressibleByArgument {}

struct ExportSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "All channels of a layer as a contact sheet, PNG.",
    discussion: """
      --sort contribution puts first what adds most to a class's logit, which is a sum over the \
      channels of fire9 and a bias. No other layer's channels add up to it; --sort effect switches \
      each channel of a layer off in turn, and measures what the logit loses.

      EXAMPLES:
        sqz-tui export sheet photo.jpg --layer conv1 -o sheet.png
        sqz-tui export sheet photo.jpg --layer fire9 --sort contribution --columns 16 -o fire9.png
        sqz-tui export sheet photo.jpg --layer fire5 --sort effect --class cup -o cup.png
      """)

  @OptionGroup var layer: LayerOption

  @Option(help: "The order of the channels: the largest first.")
  var sort = ChannelOrder.index

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "The class of contribution and effect: a name, a part of one, or its number from 0. "
        + "(default: the strongest)",
      valueName: "class"))
  var wanted: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Maps beside each other. (default: what suits)", valueName: "n"))
  var columns: Int?

  @OptionGroup var colors: ColorOptions
  @OptionGroup var paper: PaperOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var target: ExportTarget

  func validate() throws {
    try check("columns", columns, in: 1...1000)
    if wanted != nil, sort != .contribution, sort != .effect {
      throw ValidationError("--class: only --sort contribution and --sort effect have a class")
    }
  }

  func run() throws {
    let options = paper.options(columns: columns)
    guard sort == .contribution || sort == .effect else {
      return try target.export(options: options, ablation: ablation) { opened, _ in
        .sheet(try colors.choice(layer: layer.layer, of: opened), sort)
      }
    }
    let opened = try OpenModel(target.model)
    let chosen = try wanted.map { try opened.network.index(ofClass: $0) }
    let choice = try colors.choice(layer: layer.layer, of: opened)
    let content = ExportContent.sheet(choice, sort)
    let scoring = try ChannelAttribution(order: sort, layer: choice.layer, opened.network)
    let format = try target.file.format(of: content)
    try opened.checkMemory(keepsActivations: true, content, options)
    let photo = try target.decoding.load(target.image, for: opened.identity)
    let ablation = try ablation.ablation(in: opened.network)
    let attributed = try scoring.attribute(photo, ablation, opened, class: chosen)
    var source = ReportSource(
      model: attributed.model, image: target.image.description,
      pixels: photo.pixels,
      activations: [choice.layer: attributed.output], attributions: attributed.attributions)
    source.ablation = ablation
    source.damage = photo.source.damage?.rawValue
    try target.file.write(content, format, source, options)
  }
}
