import SqueezeNet

extension ModelWeights {
  /// The seed of the weights that stand in when no trained ones are installed.
  public static let defaultSeed: UInt64 = 160_207_360

  /// Untrained weights as a fresh Keras model has them: Glorot-uniform kernels, zero biases.
  ///
  /// One SplitMix64 stream runs over the layers in order of execution, each drawing its kernel in
  /// OIHW order and then its bias. With u the top 24 bits of a draw over 2²⁴, a value is
  /// `(2u − 1) · limit` in double precision, rounded to float32. A kernel's limit is
  /// `sqrt(6 / (fanIn + fanOut))`, fans counting the whole window.
  ///
  /// `Scripts/goldens/seeded_weights.py` gives the same floats bit for bit.
  ///
  /// - Parameter biasLimit: biases lie in ±biasLimit; 0 gives zeros. Kernels do not depend on it.
  public static func glorot(
    architecture: Architecture, seed: UInt64 = defaultSeed, biasLimit: Double = 0
  ) throws(WeightsError) -> ModelWeights {
    var generator = SplitMix64(seed: seed)
    var convolutions: [String: ConvolutionWeights] = [:]
    for (name, convolution) in layout(of: architecture) {
      let window = convolution.kernel * convolution.kernel
      let fans = window * (convolution.inputChannels + convolution.outputChannels)
      let kernel = generator.values(
        count: convolution.kernelCount, limit: (6 / Double(fans)).squareRoot())
      // The draws are used up even for zeros.
      let bias = generator.values(count: convolution.outputChannels, limit: biasLimit)
      convolutions[name] = ConvolutionWeights(
        kernel: kernel, bias: biasLimit == 0 ? [Float](repeating: 0, count: bias.count) : bias)
    }
    return try ModelWeights(
      architecture: architecture, convolutions: convolutions, preprocessing: .caffe,
      paddingConvention: .keras, isTrained: false)
  }
}

/// Steele, Lea and Flood's SplitMix64: a counter through a mixing function.
public struct SplitMix64 {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Uniform values in [−limit, limit).
  mutating func values(count: Int, limit: Double) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        let signedUnit = Double(next() >> 40) * 0x1p-23 - 1
        buffer.initializeElement(at: index, to: Float(signedUnit * limit))
      }
      initialized = count
    }
  }
}
