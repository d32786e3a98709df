import ArgumentParser
import Files
import Inference
import Reports
import Runs
import SqueezeNet

/// Two passes that are compared: of two photos, models or geometries, or of one photo before and
/// after channels are switched off.
struct ComparedPasses: ParsableArguments {
  @Argument(help: "The first photo, JPEG or PNG.", completion: .file())
  var first: Path

  @Argument(help: "The second photo. (default: the first)", completion: .file())
  var second: Path?

  @OptionGroup var other: OtherModelOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    if second == nil, other.isEmpty, ablation.isEmpty {
      throw ValidationError(
        "nothing to compare with: give a second photo, --other-model, --other-weights, "
          + "--other-geometry, --other-size, --off or --occlude")
    }
  }

  /// - Parameter check: Looks at the second model before any pass is computed.
  /// - Returns: both passes, and the model of the second.
  func run(check: (OpenModel) throws -> Void = { _ in }) throws
    -> (source: ReportSource, model: OpenModel)
  {
    let opened = try OpenModel(model)
    let others = other.isEmpty ? opened : try OpenModel(other.applied(to: model))
    try check(others)
    // Both passes' values stay, and one of them is in an engine besides.
    for model in [opened, others] {
      try model.checkMemory(keepsActivations: true) { 2 * $0.activationBytes }
    }
    let one = try pass(of: first, in: opened, Ablation())
    let two = try pass(of: second ?? first, in: others, try ablation.ablation(in: others.network))
    var source = ReportSource(model: others.description, image: two.image)
    source.pair = PassPair(one, two)
    return (source, others)
  }

  private func pass(of path: Path, in opened: OpenModel, _ ablation: Ablation) throws
    -> ComparedPass
  {
    let photo = try decoding.load(path, for: opened.identity)
    let pass = try opened.comparedPass(
      of: photo, named: path.description, ablation: ablation)
    guard let pass else { throw Failure(.badData, "\(path): the pass is not complete") }
    return pass
  }
}
