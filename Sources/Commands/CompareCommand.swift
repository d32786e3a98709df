import ArgumentParser
import Reports

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Two passes side by side, layer by layer.",
    discussion: """
      Two photos, models or geometries, or one photo before and after channels are switched off. \
      Layers are compared by name. Differences are second - first; where a layer has another \
      number of cells in the second pass, each cell of the first is compared with the nearest. \
      What --off and --occlude change, they change in the second pass. Two models stand side by \
      side first: parameters, arithmetic, time, answers. Channels of models that were trained \
      apart have nothing to do with each other: only photos and classes are subtracted there.

      EXAMPLES:
        sqz-tui compare cat.jpg dog.jpg
        sqz-tui compare cat.jpg --other-model v1.1
        sqz-tui compare cat.jpg --geometry caffe --other-geometry torchvision
        sqz-tui compare cat.jpg --off fire9:0-15 --format csv > compare.csv
      """)

  @OptionGroup var passes: ComparedPasses
  @OptionGroup var formatOption: FormatOption

  func run() throws {
    let (source, _) = try passes.run(asText: formatOption.isText)
    try formatOption.print(CompareReport(source), of: source.image)
  }
}
