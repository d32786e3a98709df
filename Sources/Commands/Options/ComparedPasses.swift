import ArgumentParser
import Files
import Images
import Inference
import Reports
import Runs
import SqueezeNet

/// Two passes that are compared: of two photos, models or geometries, or of one photo before and
/// after channels are switched off.
struct ComparedPasses: ParsableArguments {
  @Argument(help: "The first photo: \(ImageFormat.all); - is standard input.", completion: .file())
  var first: Path

  @Argument(help: "The second photo. (default: the first)", completion: .file())
  var second: Path?

  @OptionGroup var other: OtherModelOptions
  @OptionGroup var ablation: AblationOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    try [first, second ?? ""].checkStandardInput()
    if second == nil, other.isEmpty, ablation.isEmpty {
      throw ValidationError(
        "nothing to compare with: give a second photo, --other-model, --other-weights, "
          + "--other-geometry, --other-size, --other-preprocess, --off or --occlude")
    }
  }

  /// - Parameters:
  ///   - asText: As for `ImageOptions.open`.
  ///   - check: Looks at the second model before any pass is computed.
  /// - Returns: both passes, and the model of the second.
  func run(asText: Bool = false, check: (OpenModel) throws -> Void = { _ in }) throws
    -> (source: ReportSource, model: OpenModel)
  {
    let opened = try OpenModel(model, asText: asText)
    let others = other.isEmpty ? opened : try OpenModel(other.applied(to: model).resolved())
    if let note = others.note, note != opened.note { StandardError.tell(note) }
    if asText, let assumed = others.assumptions, assumed != opened.assumptions {
      StandardError.tell(assumed)
    }
    try check(others)
    // Both passes' values stay, and one of them is in an engine besides.
    for model in [opened, others] {
      try model.checkMemory(keepsActivations: true) { 2 * $0.activationBytes }
    }
    let ablation = try ablation.ablation(in: others.network)
    // A pipe can be read once only: what both passes are of is opened once.
    var photo = try decoding.open(first, for: opened.identity, asText: asText)
    var one = try pass(of: &photo, in: opened, Ablation())
    if let second { photo = try decoding.open(second, for: others.identity, asText: asText) }
    var two = try pass(of: &photo, in: others, ablation)
    if asText, other.isOtherModel {
      one.milliseconds = try opened.medianMilliseconds(runs: OpenModel.comparedRuns)
      two.milliseconds = try others.medianMilliseconds(runs: OpenModel.comparedRuns)
    }
    var source = ReportSource(model: others.description, image: two.image)
    source.pair = PassPair(
      one, two, areRelated: !other.isOtherModel || opened.weights.isRelated(to: others.weights))
    return (source, others)
  }

  private func pass(of file: inout PhotoFile, in opened: OpenModel, _ ablation: Ablation) throws
    -> ComparedPass
  {
    let pass = try opened.comparedPass(
      of: opened.identity.photo(of: &file), named: file.path.description, ablation: ablation)
    guard let pass else { throw Failure(.badData, "\(file.path): the pass is not complete") }
    return pass
  }
}
