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
  public let convolutions: [String: ConvolutionWeights]
  public let preprocessing: Preprocessing
  /// The geometry that the weights were trained in, used unless another is asked for.
  public let paddingConvention: PaddingConvention
  /// False for seeded random weights, whose predictions mean nothing.
  public let isTrained: Bool
  public let classes: ClassNames
  /// What was assumed because the file does not tell it, a clause each.
  public let assumptions: [String]

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
    self.preprocessing = preprocessing
    self.paddingConvention = paddingConvention
    self.isTrained = isTrained
    self.classes = classes ?? ClassNames(of: architecture)
    self.assumptions = assumptions
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
