import Files
import SqueezeNet

/// An array out of a file, row-major. Its values are read when its shape is known to be right: a
/// file may name the same bytes many times.
struct StoredArray {
  let shape: [Int]
  /// The file's name for it, where it goes by another here.
  var name: String?
  /// As the file calls it.
  var type = "float32"
  /// As many as the shape says.
  let values: () throws(WeightsError) -> [Float]
}

extension ModelWeights {
  /// Weights from arrays with names, kernels in OIHW. Names and shapes tell the architecture; each
  /// shape must fit the layers before it.
  ///
  /// - Parameter model: The file of PyTorch's that they come from.
  init(
    arrays all: [String: StoredArray], metadata: [String: String], model: PyTorchModel? = nil
  ) throws(WeightsError) {
    let file = try RecognizedArrays(all, modules: model?.modules ?? [:])
    let (naming, arrays) = (file.naming, file.arrays)
    var about = try WeightsMetadata(metadata)
    var assumptions = try about.complete(from: model, file)
    let (architecture, assumed) = try naming.architecture(of: arrays, metadata: about)
    assumptions += assumed
    if !file.isTorchvision, about.bypass == nil, architecture.bypass == .none,
      about.isForeign || architecture.name == "custom", architecture.with(.simple) != architecture
    {
      assumptions.append("no bypass is assumed")
    }
    let names = about.classNames.flatMap { $0.count == architecture.answerCount ? $0 : nil }
    if let found = about.classNames, names == nil {
      assumptions.append(
        "the file names \(found.count) classes, the network has \(architecture.answerCount)")
    }
    let (convolutions, used) = try Self.convolutions(of: architecture, naming: naming, in: arrays)
    let unused = Set(arrays.keys).subtracting(used)
    if let name = unused.min() { throw .unexpectedArray(arrays[name]?.name ?? name) }
    try about.check(architecture)
    let isPyTorch = model != nil || !file.paths.isEmpty
    let usual = isPyTorch ? .torchvision : naming.defaults.preprocessing
    try self.init(
      architecture: architecture, convolutions: convolutions,
      preprocessing: about.preprocessing ?? (architecture.inputChannels == 1 ? .half : usual),
      paddingConvention: about.paddingConvention
        ?? (isPyTorch ? .torchvision : naming.defaults.paddingConvention),
      isTrained: about.isTrained,
      classes: names.map { ClassNames(count: architecture.answerCount, names: $0) },
      assumptions: assumptions)
    origins = Origins(
      preprocessing: about.preprocessing == nil || about.assumesPreprocessing ? .assumed : .file,
      paddingConvention: about.paddingConvention == nil || about.assumesPadding ? .assumed : .file,
      classes: names == nil ? .assumed : .file)
    recognition =
      file.paths.isEmpty
      ? naming.recognition : "the order of channels, under names of the file's own"
    sourceHash = about.sourceHash
    stored = Path.inNaturalOrder(all.keys.map { Path($0) }).compactMap { name in
      all[name.description].map {
        StoredFact(name: name.description, shape: $0.shape, type: $0.type)
      }
    }
  }

  /// The values of every layer, each shape held to what the layers before it give.
  ///
  /// - Returns: them, and the names of their arrays.
  static func convolutions(
    of architecture: Architecture, naming: ArrayNaming, in arrays: [String: StoredArray]
  ) throws(WeightsError) -> ([String: ConvolutionWeights], used: Set<String>) {
    let layout = layout(of: architecture)
    // A file may name the same bytes many times, and be larger than what is read of it.
    guard layout.reduce(0, { $0 + $1.1.parameters }) <= SizeLimit.weights / 4 else {
      throw .tooLarge(limit: SizeLimit.weights)
    }
    var used: Set<String> = []
    var convolutions: [String: ConvolutionWeights] = [:]
    for (layer, convolution) in layout {
      let weight = naming.weight(of: layer, in: architecture)
      let bias = naming.bias(of: layer, in: architecture)
      convolutions[layer] = ConvolutionWeights(
        kernel: try values(of: weight, convolution.kernelShape, in: arrays),
        bias: try values(of: bias, [convolution.outputChannels], in: arrays))
      used.formUnion([weight, bias])
    }
    return (convolutions, used)
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

  private static func values(
    of name: String, _ shape: [Int], in arrays: [String: StoredArray]
  ) throws(WeightsError) -> [Float] {
    guard let array = arrays[name] else { throw .missingArray(name) }
    guard array.shape == shape else {
      throw .wrongShape(array: array.name ?? name, expected: shape, found: array.shape)
    }
    return try array.values()
  }
}

extension Convolution {
  /// OIHW.
  var kernelShape: [Int] { [outputChannels, inputChannels, kernel, kernel] }
}
