import SqueezeNet

/// The program's own findings, for settings about which nothing is said.
public struct Findings: Sendable {
  /// The model that opens.
  public struct Model: Sendable {
    public let network: Network
    /// `weights NAME`, or `untrained`.
    public let weights: String
    public let preprocessing: Preprocessing
    /// Why a photo is prepared so, and why borders are treated so.
    public let preprocessingReason: String
    public let geometryReason: String

    public init(
      network: Network, weights: String, preprocessing: Preprocessing,
      preprocessingReason: String, geometryReason: String
    ) {
      self.network = network
      self.weights = weights
      self.preprocessing = preprocessing
      self.preprocessingReason = preprocessingReason
      self.geometryReason = geometryReason
    }
  }

  /// Nil where none can be opened.
  public let model: Model?
  public let threads: Int
  public let colors: Finding
  public let background: Finding
  public let glyphs: Finding

  public init(
    model: Model?, threads: Int, colors: Finding, background: Finding, glyphs: Finding
  ) {
    self.model = model
    self.threads = threads
    self.colors = colors
    self.background = background
    self.glyphs = glyphs
  }
}

/// A value that holds where nothing is said, and the reason.
public struct Finding: Sendable {
  /// Nil where there is none.
  public let value: String?
  /// In words, or `NAME=value`; empty where there is nothing to say.
  public let reason: String
  /// True where the reason is a variable of the environment.
  public let isOfEnvironment: Bool

  public init(_ value: String?, _ reason: String = "") {
    self.value = value
    self.reason = reason
    isOfEnvironment = false
  }

  /// - Parameters:
  ///   - variable: `NAME=value`; nil where none tells.
  ///   - otherwise: Says so.
  public init(_ value: String, from variable: String?, otherwise: String) {
    self.value = value
    reason = variable ?? otherwise
    isOfEnvironment = variable != nil
  }
}
