import Explorer
import Inference

/// The values that exports are made of.
public struct ExportSource: Sendable {
  public var model: ModelDescription
  /// The photo's path.
  public var image: String
  /// RGB8 of the network's input size; nil where there is no photo.
  public var pixels: [UInt8]?
  /// Layers' outputs by index; nil is the prepared image.
  public var activations: [Int?: Activation]
  public var profile: Profile?
  /// What a contact sheet's channels are ordered by, where the layer's own values do not say.
  public var scores: ChannelScores?
  /// What the screen shows.
  public var state: State?

  public init(
    model: ModelDescription, image: String, pixels: [UInt8]? = nil,
    activations: [Int?: Activation] = [:], profile: Profile? = nil,
    scores: ChannelScores? = nil, state: State? = nil
  ) {
    self.model = model
    self.image = image
    self.pixels = pixels
    self.activations = activations
    self.profile = profile
    self.scores = scores
    self.state = state
  }

  /// The photo's name, model and weights: what every picture says below.
  var origin: String {
    let network = model.network
    let trained = model.isTrained ? "" : ", untrained"
    return "\(ImageEntry(path: image).name), SqueezeNet \(network.architecture.rawValue) "
      + "\(network.geometry.rawValue) \(network.size)\(trained)"
  }
}

/// A figure for each channel of a layer.
public struct ChannelScores: Sendable {
  /// By channel.
  public let values: [Double]
  /// What they are: `effect on espresso, measured`.
  public let words: String

  public init(_ values: [Double], words: String) {
    self.values = values
    self.words = words
  }
}

/// Why there is no file.
public enum ExportError: Error, Hashable, CustomStringConvertible {
  /// Layers are pending, or there is no photo.
  case missing(String)
  /// What is asked for does not exist, or not in this form.
  case impossible(String)

  public var description: String {
    switch self {
    case .missing(let what), .impossible(let what): what
    }
  }
}
