import ArgumentParser
import Files
import SqueezeNet
import Weights

/// In what the network of a second pass is another than that of the first.
struct OtherModelOptions: ParsableArguments {
  @Option(
    help: "The architecture of the second pass, or the name of installed weights.",
    completion: .list(Architecture.published.map(\.name)))
  var otherModel: String?

  @Option(
    help: "A weights file for the second pass.",
    completion: .file(extensions: WeightsFormats.usualExtensions))
  var otherWeights: Path?

  @Option(
    help: ArgumentHelp("What becomes of the second pass's photo.", valueName: "name|parts"),
    transform: Preprocessing.init(argument:))
  var otherPreprocess: Preprocessing?

  @Option(help: "How borders are treated in the second pass.")
  var otherGeometry: PaddingConvention?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Size of the second pass's input.", valueName: "N|HxW"),
    transform: InputSize.init(argument:))
  var otherSize: InputSize?

  func validate() throws {
    if otherWeights?.isEmpty == true {
      throw ValidationError("--other-weights: the name is empty")
    }
  }

  /// True where the second pass's weights are others.
  var isOtherModel: Bool { otherModel != nil || otherWeights != nil }

  var isEmpty: Bool {
    !isOtherModel && otherGeometry == nil && otherSize == nil
      && otherPreprocess == nil
  }

  /// Returns the first pass's options where no other is given. Weights belong to an architecture:
  /// another one takes its installed weights, unless a file is named.
  func applied(to first: ModelOptions) -> ModelOptions {
    var second = first
    if isOtherModel {
      second.model = otherModel
      second.weights = otherWeights
      (second.facts.labels, second.facts.preprocess) = (nil, nil)
    }
    second.facts.preprocess = otherPreprocess ?? second.facts.preprocess
    second.facts.geometry = otherGeometry ?? first.facts.geometry
    second.size = otherSize ?? first.size
    return second
  }
}
