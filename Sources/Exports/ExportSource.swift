import Analysis
import Explorer
import Inference
import Reports
import TextFormats

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
  /// The figures that a contact sheet's channels are ordered by, where the layer's own values do
  /// not say.
  public var attributions: ChannelAttributions?
  /// The state that the screen shows.
  public var state: State?
  /// The channels that are off and the square that is covered in the pass of the activations.
  public var ablation = Ablation()
  /// The strongest classes without and with `ablation`.
  public var changes: [PredictionChange] = []
  /// Of every layer, in their order.
  public var surveys: [LayerSurvey] = []
  /// Two passes that are compared; the second is the present one.
  public var pair: PassPair?
  /// `truncated` or `corrupt`; nil when the photo's file was whole.
  public var damage: String?

  public init(
    model: ModelDescription, image: String, pixels: [UInt8]? = nil,
    activations: [Int?: Activation] = [:], profile: Profile? = nil,
    attributions: ChannelAttributions? = nil, state: State? = nil
  ) {
    self.model = model
    self.image = image
    self.pixels = pixels
    self.activations = activations
    self.profile = profile
    self.attributions = attributions
    self.state = state
  }

  /// The photo's name, model and weights: what every picture says below.
  var origin: String {
    let network = model.network
    let trained = model.isTrained ? "" : ", untrained"
    let off = ablation.lines(in: network).map { ", off: \($0)" }.joined()
    return "\(image.fileName), \(network.title)\(trained)\(off)"
  }
}

/// A figure for each channel of a layer.
public struct ChannelAttributions: Sendable {
  /// By channel.
  public let values: [Double]
  /// Their meaning: `effect on espresso, measured`.
  public let words: String

  public init(_ values: [Double], words: String) {
    self.values = values
    self.words = words
  }
}

/// The reason why there is no file.
public enum ExportError: Error, Hashable, CustomStringConvertible {
  /// Layers are pending, or there is no photo.
  case missing(String)
  /// The content does not exist, or not in this form.
  case impossible(String)
  /// The user wants it no more.
  case stopped

  public var description: String {
    switch self {
    case .missing(let what), .impossible(let what): what
    case .stopped: "stopped"
    }
  }
}
