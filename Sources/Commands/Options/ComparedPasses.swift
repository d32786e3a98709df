import ArgumentParser
import Images
import Inference
import Reports
import Runs
import SqueezeNet

/// Two passes that are compared: of two photos, models or geometries, or of one photo before and
/// after channels are switched off.
struct ComparedPasses: ParsableArguments {
  @Argument(help: "The first photo, JPEG or PNG.", completion: .file())
  var first: String

  @Argument(help: "The second photo. (default: the first)", completion: .file())
  var second: String?

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

  /// - Parameter check: Looks at the second network before any pass is computed.
  /// - Returns: both passes, and the model of the second.
  func run(check: (Network) throws -> Void = { _ in }) throws
    -> (first: ComparedPass, second: ComparedPass, model: OpenModel)
  {
    let opened = try OpenModel(model)
    let others = other.isEmpty ? opened : try OpenModel(other.applied(to: model))
    try check(others.network)
    let one = try pass(of: first, in: opened, Ablation())
    let two = try pass(of: second ?? first, in: others, try ablation.ablation(in: others.network))
    return (one, two, others)
  }

  private func pass(of path: String, in opened: OpenModel, _ ablation: Ablation) throws
    -> ComparedPass
  {
    let photo = try decoding.load(path, for: opened.identity)
    do throws(EngineError) {
      let snapshot = try Snapshot.ofPass(
        network: opened.network, weights: opened.weights, input: photo.values, ablation: ablation,
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
