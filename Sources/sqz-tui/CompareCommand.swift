import Analysis
import ArgumentParser
import Explorer
import Images
import Inference
import SqueezeNet

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Two passes side by side, layer by layer.",
    discussion: """
      Two photos, models or geometries, or one photo before and after channels are switched off. \
      Layers are compared by name. Differences are second - first; where a layer has another \
      number of cells in the second pass, each cell of the first is compared with the nearest. \
      What --off and --occlude change, they change in the second pass. Channels of two models \
      that were trained apart have nothing to do with each other: there only the statistics say \
      something.

      EXAMPLES:
        sqz-tui compare cat.jpg dog.jpg
        sqz-tui compare cat.jpg --other-model v1.1
        sqz-tui compare cat.jpg --geometry caffe --other-geometry torchvision
        sqz-tui compare cat.jpg --off fire9:1-16 --format csv > compare.csv
      """)

  @Argument(help: "The first photo, JPEG or PNG.", completion: .file())
  var first: String

  @Argument(help: "The second photo. (default: the first)", completion: .file())
  var second: String?

  @OptionGroup var other: OtherModelOptions
  @OptionGroup var edits: EditOptions
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    if second == nil, other.isEmpty, edits.isEmpty {
      throw ValidationError(
        "nothing to compare with: give a second photo, --other-model, --other-weights, "
          + "--other-geometry, --other-size, --off or --occlude")
    }
  }

  func run() throws {
    let opened = try OpenModel(model)
    let one = try pass(of: first, in: opened, Edits())
    let others = other.isEmpty ? opened : try OpenModel(other.applied(to: model))
    let two = try pass(of: second ?? first, in: others, try edits.edits(in: others.network))
    try formatOption.print(CompareReport(one, two))
  }

  private func pass(of path: String, in opened: OpenModel, _ edits: Edits) throws -> ComparedPass {
    let photo = try decoding.load(path, for: opened.identity)
    do throws(EngineError) {
      let snapshot = try Snapshot.ofPass(
        network: opened.network, weights: opened.weights, input: photo.values, edits: edits,
        threads: opened.threads)
      if let snapshot {
        return ComparedPass(
          snapshot: snapshot, weightsName: opened.weightsName,
          isTrained: opened.weights.isTrained, image: Failure.oneLine(path),
          damage: photo.source.damage?.rawValue)
      }
    } catch {
      throw Failure.usage("network: \(error.description)")
    }
    throw Failure(.badData, "\(path): the pass is not complete")
  }
}
