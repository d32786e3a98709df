import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The values that reports, pictures and arrays are made of.
public struct ReportSource: Sendable {
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
  /// The channels and the part of the photo that were off in the pass of the activations.
  public var ablation = Ablation()
  /// The strongest classes without and with `ablation`.
  public var changes: [PredictionChange] = []
  /// Of every layer, in their order.
  public var surveys: [LayerSurvey] = []
  /// Two passes that are compared; the second is the present one.
  public var pair: PassPair?
  /// The answers with a square moved over the photo.
  public var occlusion: OcclusionEffects?
  /// `truncated` or `corrupt`; nil when the photo's file was whole.
  public var damage: String?

  public init(
    model: ModelDescription, image: String, pixels: [UInt8]? = nil,
    activations: [Int?: Activation] = [:], profile: Profile? = nil,
    attributions: ChannelAttributions? = nil
  ) {
    self.model = model
    self.image = image
    self.pixels = pixels
    self.activations = activations
    self.profile = profile
    self.attributions = attributions
  }

  /// The photo's name, model and ablation: what every picture says below.
  public var origin: String {
    let network = model.network
    let trained = model.isTrained ? "" : ", untrained"
    let off = ablation.lines(in: network, times: "x").map { ", off: \($0)" }.joined()
    return "\(image.fileName.marked(damage).shown), \(network.title)\(trained)\(off)"
  }

  /// - Parameter rival: The class that it is compared with.
  /// - Throws: `MissingValues` for a class that does not exist, and where outputs are missing.
  public func explanation(of index: Int, against rival: Int? = nil) throws(MissingValues)
    -> ClassExplanation
  {
    if let rival { return try explanation(of: index).against(try explanation(of: rival)) }
    guard let weights = model.weights else { throw MissingValues("there are no weights") }
    let explanation = ClassExplanation(
      class: index, network: model.network, weights: weights, activation: { activations[$0] })
    guard let explanation else {
      throw MissingValues("there is no class \(index), or its layers are pending")
    }
    return explanation
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

/// Something that a report needs and its source lacks, in words.
public struct MissingValues: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
