import Analysis
import ArgumentParser
import Files
import Images
import Reports
import Runs
import SqueezeNet

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "How one value came about, from the answer down to the pixels.",
    discussion: """
      A convolution's value is taken apart by the channels that it reads: patch times kernel, summed, \
      the largest first, then the bias, the ReLU, and what rounding adds. A pooling shows its window, \
      an average its map, the softmax its classes. --depth goes on into the largest part of each.

      EXAMPLES:
        sqz-tui trace photo.jpg fire4/expand3x3 --at 12,9,17
        sqz-tui trace photo.jpg conv1
        sqz-tui trace photo.jpg softmax --depth all --top 3
        sqz-tui trace photo.jpg avgpool10 --at 504 --depth all --format csv > mug.csv
      """)

  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @Argument(help: "The layer's name, as 'sqz-tui layers' lists them, or input.")
  var layer: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The value, from 0; of avgpool10, softmax a class's number. (default: the strongest)",
      valueName: "row,column,channel"))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many values to explain, each the largest part of the one before.", valueName: "n|all"))
  var depth = TraceDepth(steps: 1)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many parts the text shows; CSV and JSON have all of them.", valueName: "k"))
  var top = 10

  @OptionGroup var ablation: AblationOptions
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws { try check("top", top, in: 0...4096) }

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    let network = opened.network
    let index = try network.index(ofLayer: layer)
    let wanted = try at.map { try place($0, of: index, in: network) }
    let ablation = try ablation.ablation(in: network)
    let layers = ValueTrace.layers(from: index, in: network, steps: depth.steps)
    let runner = try ModelRunner(opened, besides: { 2 * $0.copiedBytes(layers) })
    let photo = try decoding.load(image, for: opened.identity, asText: formatOption.isText)
    let source = try runner.source(
      of: photo, named: image.description, layers: layers, ablation: ablation)
    let strongest = source.activations[index].flatMap { ValuePlace(strongestOf: $0, layer: index) }
    guard let place = wanted ?? strongest else {
      throw Failure(.badData, "\(image): no value of \(layer) is a number")
    }
    try formatOption.print(
      TraceReport(source, of: place, steps: depth.steps, top: top), of: image.description)
  }

  private func place(_ text: String, of index: Int?, in network: Network) throws -> ValuePlace {
    let layer = index.flatMap { network.layer(at: $0) }
    let shape = layer?.outputShape ?? network.inputShape
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      ChannelList.index($0)
    }
    let all = numbers.count == 1 && layer?.isVector == true ? [0, 0] + numbers : numbers
    guard all.count == 3, let row = all[0], let column = all[1], let channel = all[2] else {
      throw Failure.usage("--at \(text): write row,column,channel from 0, as in 12,9,17")
    }
    guard row < shape.height, column < shape.width, channel < shape.channels else {
      throw Failure.usage(
        "--at \(text): \(self.layer) has rows 0 to \(shape.height - 1), "
          + "columns 0 to \(shape.width - 1), channels 0 to \(shape.channels - 1)")
    }
    return ValuePlace(layer: index, row: row, column: column, channel: channel)
  }
}

/// How many values of a trail.
struct TraceDepth: ExpressibleByArgument {
  let steps: Int

  init(steps: Int) { self.steps = steps }

  init?(argument: String) {
    let steps = argument == "all" ? Int.max : ChannelList.index(argument)
    guard let steps, steps > 0 else { return nil }
    self.init(steps: steps)
  }

  var defaultValueDescription: String { "\(steps)" }
}
