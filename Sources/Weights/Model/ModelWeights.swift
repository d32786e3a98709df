import SqueezeNet

/// Kernel and bias of one convolution.
public struct ConvolutionWeights: Sendable, Hashable {
  /// out × in × kernel × kernel (OIHW), row-major.
  public let kernel: [Float]
  /// One value an output channel.
  public let bias: [Float]

  public init(kernel: [Float], bias: [Float]) {
    self.kernel = kernel
    self.bias = bias
  }
}

/// A complete, validated set of weights: every convolution of the architecture is present with
/// exactly the size that it must have, and every value is finite.
public struct ModelWeights: Sendable {
  public let architecture: Architecture
  /// By layer name, `conv1` … `conv10`.
  public internal(set) var convolutions: [String: ConvolutionWeights]
  public private(set) var preprocessing: Preprocessing
  /// The geometry that the weights were trained in, used unless another is asked for.
  public private(set) var paddingConvention: PaddingConvention
  /// False for seeded random weights, whose predictions mean nothing.
  public let isTrained: Bool
  public private(set) var classes: ClassNames
  /// What was assumed because the file does not tell it, a clause each.
  public internal(set) var assumptions: [String]
  /// What tells the facts that arrays do not.
  public internal(set) var origins = Origins()
  /// How the architecture was told.
  public internal(set) var recognition = "the format, which has no other"
  /// The arrays as the file has them; empty where it has none with names.
  public internal(set) var stored: [StoredFact] = []
  /// SHA-256 of the file that these were converted from.
  public var sourceHash: String?

  /// - Parameter classes: nil for ImageNet's names where there are a thousand, else numbers.
  /// - Throws: `WeightsError` naming the first layer that is missing, has the wrong size or holds
  ///   a value that is not finite.
  public init(
    architecture: Architecture, convolutions: [String: ConvolutionWeights],
    preprocessing: Preprocessing, paddingConvention: PaddingConvention, isTrained: Bool,
    classes: ClassNames? = nil, assumptions: [String] = []
  ) throws(WeightsError) {
    for (name, convolution) in Self.layout(of: architecture) {
      guard let weights = convolutions[name] else { throw .missingLayer(name) }
      guard weights.kernel.count == convolution.kernelCount,
        weights.bias.count == convolution.outputChannels
      else {
        throw .wrongSize(
          layer: name, expected: convolution.parameters,
          found: weights.kernel.count + weights.bias.count)
      }
      guard weights.kernel.areFinite, weights.bias.areFinite else {
        throw .notFinite(layer: name)
      }
    }
    self.architecture = architecture
    self.convolutions = convolutions
    self.preprocessing = preprocessing.forChannels(architecture.inputChannels)
    self.paddingConvention = paddingConvention
    self.isTrained = isTrained
    self.classes = classes ?? ClassNames(of: architecture)
    self.assumptions = assumptions
  }

  /// Takes another preprocessing than the file's.
  ///
  /// - Throws: where it gives one channel, and the network reads three.
  public mutating func use(_ preprocessing: Preprocessing) throws(Preprocessing.Problem) {
    try preprocessing.checkChannels(architecture.inputChannels)
    self.preprocessing = preprocessing.forChannels(architecture.inputChannels)
    origins.preprocessing = .asked
  }

  /// Takes another geometry than the file's.
  public mutating func use(_ paddingConvention: PaddingConvention) {
    self.paddingConvention = paddingConvention
    origins.paddingConvention = .asked
  }

  /// Takes other names of classes than the file's; as many.
  public mutating func use(_ classes: ClassNames, from origin: FactOrigin) {
    self.classes = classes
    origins.classes = origin
  }

  /// Every convolution of an architecture in the order of execution. Kernel sizes do not depend
  /// on the geometry.
  public static func layout(of architecture: Architecture) -> [(name: String, Convolution)] {
    guard let network = try? Network(architecture: architecture, paddingConvention: .keras) else {
      return []
    }
    return network.layers.compactMap { layer in layer.convolution.map { (layer.name, $0) } }
  }
}

extension [Float] {
  /// True where no value is an infinity or NaN. Over raw bits and without an early way out, so that
  /// the loop is vectorised: the million values of a model take well under a millisecond.
  var areFinite: Bool {
    withUnsafeBufferPointer { values in
      var highest: UInt32 = 0
      for value in values { highest = Swift.max(highest, value.magnitude.bitPattern) }
      return highest < Float.infinity.bitPattern
    }
  }
}

/// What tells a fact about weights that their arrays do not.
public enum FactOrigin: Sendable, Hashable, CustomStringConvertible {
  /// The file or its format.
  case file
  /// Nothing: files of the kind usually have it.
  case assumed
  /// The command line or the configuration.
  case asked
  /// The file with this name, which lies beside the weights.
  case beside(String)

  public var description: String {
    switch self {
    case .file: "the file"
    case .assumed: "assumed"
    case .asked: "asked for"
    case .beside(let name): "\(name.printable) beside it"
    }
  }
}

/// What tells preprocessing, padding and the names of classes.
public struct Origins: Sendable, Hashable {
  public var preprocessing = FactOrigin.file
  public var paddingConvention = FactOrigin.file
  public var classes = FactOrigin.assumed
}

/// An array of a file, without its values.
public struct StoredFact: Sendable, Hashable {
  public let name: String
  public let shape: [Int]
  public let type: String
}
