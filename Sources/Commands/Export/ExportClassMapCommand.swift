import Analysis
import ArgumentParser
import Inference
import Runs
import SqueezeNet

struct ExportClassMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class-map",
    abstract: "Where the network sees a class, over the photo, PNG.",
    discussion: """
      conv10's map of a class is its class activation map: its mean is the class's score. \
      With --against: that map minus another class's.

      EXAMPLES:
        sqz-tui export class-map photo.jpg -o why.png
        sqz-tui export class-map photo.jpg --class 'coffee mug' -o mug.png
        sqz-tui export class-map photo.jpg --against 'coffee mug' -o not-mug.png
      """)

  @OptionGroup var classOption: ClassOption
  @OptionGroup var rivalOption: RivalOption

  @Flag(help: "The map before conv10's ReLU, with what speaks against the class.")
  var beforeRelu = false

  @OptionGroup var opacity: OpacityOption
  @OptionGroup var colors: ColorOptions
  @OptionGroup var paper: PaperOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var target: ExportTarget

  func run() throws {
    try target.export(options: paper.options(opacity: opacity.opacity), ablation: ablation) {
      opened, probabilities in
      let index =
        try classOption.wanted.map { try opened.network.index(ofClass: $0) }
        ?? Prediction.strongest(of: probabilities)?.index ?? 0
      return .classMap(
        index, against: try rivalOption.index(in: opened.network, of: index),
        try colors.choice(of: opened), beforeReLU: beforeRelu)
    }
  }
}

struct ClassOption: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "The class: a name, a part of one, or its number from 0. (default: the strongest)",
      valueName: "class"))
  var wanted: String?
}

struct RivalOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Another class: what speaks for the class rather than for that one.", valueName: "class"))
  var against: String?

  /// - Parameter own: The class that it is compared with, where that is known.
  func index(in network: Network, of own: Int?) throws -> Int? {
    try against.map { text in
      let index = try network.index(ofClass: text, option: "--against")
      guard index != own else {
        throw Failure.usage("--against '\(text)': this is the class itself, give another one")
      }
      return index
    }
  }
}

extension Network {
  /// The class that a number or a name means.
  func index(ofClass text: String, option: String = "--class") throws -> Int {
    if let only = ClassSearch.only(text, among: classes) { return only }
    let found = text.isEmpty ? [] : ClassSearch.matches(text, among: classes)
    guard !found.isEmpty else {
      throw Failure.usage(
        "\(option) '\(text)': there is no such class among the network's \(classes.count)")
    }
    let some = found.prefix(4).map { "\($0) \(classes[$0])" }
    throw Failure.usage(
      "\(option) '\(text)': fits \(found.count) classes (\(some.joined(separator: ", "))"
        + "\(found.count > 4 ? ", ..." : "")): say more of the name, or the number")
  }
}
