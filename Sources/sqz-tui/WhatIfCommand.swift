import Analysis
import ArgumentParser
import Inference
import SqueezeNet

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "What the network says without some channels or a part of the photo.",
    discussion: """
      Channels that are off give zero. The square that --occlude covers has the mean colour of \
      the preparation, which the network sees as nothing. Channels are counted from 1, pixels \
      from 0, in the photo as the network sees it.

      EXAMPLES:
        sqz-tui whatif photo.jpg --off fire4/expand1x1:1-16
        sqz-tui whatif photo.jpg --off fire9:405 --off fire8/expand3x3:all
        sqz-tui whatif photo.jpg --occlude 80,60,64 --format csv
      """)

  @Argument(help: "The photo, JPEG or PNG.", completion: .file())
  var image: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Channels to switch off: 1-16,20 or all. May be given more than once.",
      valueName: "layer:channels"))
  var off: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A square to cover: column, row, side.", valueName: "x,y,side"))
  var occlude: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many classes to show.", valueName: "k"))
  var top = 5

  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    guard (1...Architecture.classCount).contains(top) else {
      throw ValidationError("--top \(top): give a number from 1 to \(Architecture.classCount)")
    }
    guard !off.isEmpty || occlude != nil else {
      throw ValidationError("nothing is changed: give --off or --occlude")
    }
  }

  func run() throws {
    let opened = try OpenModel(model)
    var edits = Edits()
    for text in off { try switchOff(text, in: opened.network, &edits) }
    edits.occlusion = try occlude.map { try square($0, opened.network.size) }
    let photo = try decoding.load(image, for: opened)
    let runner = try ModelRunner(opened)
    let before = try runner.probabilities(of: photo)
    let after = try runner.probabilities(of: photo, edits: edits)
    try formatOption.print(
      WhatIfReport(
        model: opened, path: image, damage: photo.source.damage, edits: edits,
        changes: PredictionChange.top(top, before: before, after: after)))
  }

  private func switchOff(_ text: String, in network: Network, _ edits: inout Edits) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count == 2 else {
      throw Failure.usage("--off \(text): write layer:channels, as in fire4/expand1x1:1-16")
    }
    guard let index = try network.index(ofLayer: String(name)),
      let layer = network.layer(at: index),
      network.canSwitchOff(layer: index)
    else {
      throw Failure.usage("--off \(text): only channels of conv1 to fire9 can be switched off")
    }
    do throws(ChannelList.Problem) {
      edits.set(
        try ChannelList.channels(String(parts[1]), of: layer.outputShape.channels), of: index,
        off: true, in: network)
    } catch {
      throw Failure.usage("--off \(text): \(error.description)")
    }
  }

  private func square(_ text: String, _ size: InputSize) throws -> Occlusion {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let column = numbers[0], let row = numbers[1], let side = numbers[2],
      side > 0
    else { throw Failure.usage("--occlude \(text): write column,row,side, as in 80,60,64") }
    let square = Occlusion(row: row, column: column, side: side)
    let covered = square.covered(of: size)
    guard !covered.rows.isEmpty, !covered.columns.isEmpty else {
      throw Failure.usage("--occlude \(text): outside the \(size) pixels that the network sees")
    }
    return square
  }
}
