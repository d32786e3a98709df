import Analysis
import Inference
import SqueezeNet
import TextFormats

/// One of two passes that are compared: what it holds, and what it was of.
public struct ComparedPass: Sendable {
  public let snapshot: Snapshot
  /// A file's name, or `untrained`.
  public let weightsName: String
  public let isTrained: Bool
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  /// The median of repeated passes of the model; nil where none were measured.
  public var milliseconds: Double?

  public init(
    snapshot: Snapshot, weightsName: String, isTrained: Bool, image: String, damage: String? = nil
  ) {
    self.snapshot = snapshot
    self.weightsName = weightsName
    self.isTrained = isTrained
    self.image = image
    self.damage = damage
  }

  public var network: Network { snapshot.network }

  /// The channels that were switched off and the square that was covered, a line each.
  public var changes: [String] { snapshot.ablation.lines(in: network) }

  /// Of all classes; nil before the last layer is done.
  public var probabilities: [Float]? {
    network.answer.flatMap { snapshot.activation(layer: $0.index)?.values }
  }

  /// The strongest class; nil before the last layer is done.
  public var answer: Prediction? {
    probabilities.flatMap { Prediction.strongest(of: $0) }
  }

  /// `SqueezeNet v1.0 caffe 227, squeezenet.net, cat.jpg, off: fire9/expand1x1:0-15`.
  var title: String { title(image: image) }

  /// The same with the image's name, and not its path.
  public var shortTitle: String { title(image: image.fileName) }

  private func title(image: String) -> String {
    ([network.title, isTrained ? weightsName : "untrained", image] + [damage].compactMap(\.self)
      + changes.map { "off: \($0)" }).joined(separator: ", ").shown
  }

  var json: JSONText {
    .object(
      network.jsonMembers + [
        ("weights", .string(weightsName)), ("trained", .bool(isTrained)),
        ("image", .string(image)), ("damage", .optional(damage)),
        ("off", .array(changes.map { .string($0) })),
        ("class", .optional(answer.map { network.classes[$0.index] })),
        ("probability", .optional(answer.map { Double($0.probability) })),
      ])
  }
}
