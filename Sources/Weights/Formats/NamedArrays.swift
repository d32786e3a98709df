import SqueezeNet

/// An array out of a file, row-major. Its values are read when its shape is known to be right: a
/// file may name the same bytes many times.
struct StoredArray {
  let shape: [Int]
  /// As the file calls it.
  var type = "float32"
  /// As many as the shape says.
  let values: () throws(WeightsError) -> [Float]
}

extension ModelWeights {
  /// Weights from arrays with names, kernels in OIHW. Names and shapes tell the architecture; each
  /// shape must fit the layers before it.
  init(arrays: [String: StoredArray], metadata: [String: String]) throws(WeightsError) {
    let naming = try Self.naming(of: arrays)
    let about = try WeightsMetadata(metadata)
    let (architecture, assumptions) = try naming.architecture(of: arrays, metadata: about)
    var unused = Set(arrays.keys)
    var convolutions: [String: ConvolutionWeights] = [:]
    for (layer, convolution) in Self.layout(of: architecture) {
      let weight = naming.weight(of: layer, in: architecture)
      let bias = naming.bias(of: layer, in: architecture)
      convolutions[layer] = ConvolutionWeights(
        kernel: try Self.values(of: weight, convolution.kernelShape, in: arrays),
        bias: try Self.values(of: bias, [convolution.outputChannels], in: arrays))
      unused.subtract([weight, bias])
    }
    if let name = unused.min() { throw .unexpectedArray(name) }
    try about.check(architecture)
    let usual = architecture.inputChannels == 1 ? .half : naming.defaults.preprocessing
    try self.init(
      architecture: architecture, convolutions: convolutions,
      preprocessing: about.preprocessing ?? usual,
      paddingConvention: about.paddingConvention ?? naming.defaults.paddingConvention,
      isTrained: about.isTrained,
      classes: about.classNames.map { ClassNames(count: architecture.answerCount, names: $0) },
      assumptions: assumptions)
    origins = Origins(
      preprocessing: about.preprocessing == nil ? .assumed : .file,
      paddingConvention: about.paddingConvention == nil ? .assumed : .file,
      classes: about.classNames == nil ? .assumed : .file)
    recognition = naming.recognition
    sourceHash = about.sourceHash
    stored = arrays.map { StoredFact(name: $0, shape: $1.shape, type: $1.type) }
  }

  /// Every array in the order of execution, kernel before bias.
  func arrays(naming: ArrayNaming) -> [(name: String, array: StoredArray)] {
    var result: [(name: String, array: StoredArray)] = []
    for (layer, convolution) in Self.layout(of: architecture) {
      guard let weights = convolutions[layer] else { continue }
      result.append(
        (
          naming.weight(of: layer, in: architecture),
          StoredArray(shape: convolution.kernelShape) { weights.kernel }
        ))
      result.append(
        (
          naming.bias(of: layer, in: architecture),
          StoredArray(shape: [convolution.outputChannels]) { weights.bias }
        ))
    }
    return result
  }

  private static func naming(of arrays: [String: StoredArray]) throws(WeightsError)
    -> ArrayNaming
  {
    let names = ArrayNaming.allCases.map { $0.weight(of: "conv1", in: .v10) }
    for (naming, name) in zip(ArrayNaming.allCases, names) {
      if arrays[name] != nil { return naming }
    }
    throw .missingArray(names.joined(separator: " and no "))
  }

  private static func values(
    of name: String, _ shape: [Int], in arrays: [String: StoredArray]
  ) throws(WeightsError) -> [Float] {
    guard let array = arrays[name] else { throw .missingArray(name) }
    guard array.shape == shape else {
      throw .wrongShape(array: name, expected: shape, found: array.shape)
    }
    return try array.values()
  }
}

extension Convolution {
  /// OIHW.
  var kernelShape: [Int] { [outputChannels, inputChannels, kernel, kernel] }
}
