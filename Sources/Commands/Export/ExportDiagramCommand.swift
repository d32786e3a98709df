import ArgumentParser
import Configuration
import Exports
import Files
import Heatmaps
import Images
import Reports
import Runs

struct ExportDiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "The network or one fire block as a diagram, SVG.",
    discussion: """
      Boxes, shapes, and where parameters and multiply-accumulates come from. With a photo each box \
      holds the map of its layer's strongest channel. A name that ends in .txt gets the formulas.

      EXAMPLES:
        sqz-tui export diagram -o network.svg
        sqz-tui export diagram photo.jpg --layer fire4 -o fire4.svg
        sqz-tui export diagram --model v1.1 --bypass complex --no-numbers -o network.svg
      """)

  @Argument(help: "A photo, for maps.", completion: .file())
  var image: Path?

  @Option(help: "A layer's name: its fire block alone, or the layer. (default: the whole network)")
  var layer: String?

  @Flag(name: .customLong("no-numbers"), help: "Names and shapes alone.")
  var hasNoNumbers = false

  @Option(help: "Colours of the maps.")
  var colormap: Colormap?

  @OptionGroup var file: ExportFile
  @OptionGroup var design: DesignOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func run() throws {
    let opened = try design.open(model) ?? OpenModel(model)
    let drawn = try layer.map { try opened.network.index(ofLayer: $0) }
    if let drawn, drawn == nil {
      throw Failure.usage("--layer input: it is no box: give a layer, as fire4")
    }
    let content = ExportContent.diagram(
      drawn.flatMap { $0 }, colormap: colormap ?? opened.preferences[Settings.colormap] ?? .magma,
      hasMaps: image != nil)
    let format = try file.format(of: content)
    let options = PictureOptions(hasLabels: !hasNoNumbers)
    guard let image else {
      let source = ReportSource(model: opened.description, image: "")
      return try file.write(content, format, source, options)
    }
    let runner = try ModelRunner(opened, content, options)
    let photo = try decoding.load(image, for: opened.identity)
    let source = try runner.source(
      of: photo, named: image.description, layers: content.layers(opened.network))
    try file.write(content, format, source, options)
  }
}
