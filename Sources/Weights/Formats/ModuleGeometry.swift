import SqueezeNet

extension WeightsMetadata {
  /// Adds what a file of PyTorch's tells beside its arrays: classes, and where it holds modules,
  /// their strides, borders and places.
  ///
  /// - Returns: What stays assumed.
  mutating func complete(from model: PyTorchModel?, _ arrays: RecognizedArrays)
    throws(WeightsError) -> [String]
  {
    classNames = classNames ?? model?.classNames
    isForeign = !arrays.paths.isEmpty
    var assumptions = assumed + (model?.assumptions ?? [])
    guard isForeign else { return assumptions }
    let usual = PaddingConvention.torchvision
    let geometry = model.map { ModuleGeometry($0, paths: arrays.paths) }
    try geometry?.checkModules()
    let conv1 = try geometry?.conv1()
    conv1Stride = conv1Stride ?? conv1?.stride
    let poolings = try geometry?.poolings()
    poolingAfter = poolingAfter ?? poolings?.after
    let known = arrays.hasLinearHead ? false : geometry?.conv10HasReLU
    let hasReLU = known ?? true
    if paddingConvention == nil, conv1 != nil || poolings?.border != nil || !hasReLU {
      paddingConvention = .file(
        size: usual.defaultSize, conv1: conv1.map { .zeros($0.border) } ?? usual.conv1,
        pooling: poolings?.border ?? usual.pooling, conv10HasReLU: hasReLU)
    }
    if conv1 == nil {
      assumptions.append("stride and padding of conv1 are assumed as torchvision's")
    }
    if known == nil, !arrays.isTorchvision { assumptions.append("a ReLU after conv10 is assumed") }
    if arrays.assumesEpsilon {
      assumptions.append("eps of batch normalisation is assumed as 1e-5")
    }
    return assumptions
  }
}

/// The geometry of a network whose modules are in the file.
struct ModuleGeometry {
  private let model: PyTorchModel
  /// By layer.
  private let paths: [String: String]

  init(_ model: PyTorchModel, paths: [String: String]) { (self.model, self.paths) = (model, paths) }

  /// Stride and border of conv1; nil where the file does not tell them, as TorchScript.
  ///
  /// - Throws: where another convolution is none of SqueezeNet's.
  func conv1() throws(WeightsError) -> (stride: Int, border: Int)? {
    var result: (stride: Int, border: Int)?
    for (layer, path) in paths.sorted(by: { $0.key < $1.key }) {
      guard let module = model.modules[path], let stride = numbers(module, "stride"),
        let kernel = numbers(module, "kernel_size")?.first
      else { continue }
      let border = numbers(module, "padding")
      let isUsual =
        numbers(module, "dilation") ?? [1, 1] == [1, 1] && stride.count == 2
        && stride[0] == stride[1] && border.map { $0.count == 2 && $0[0] == $0[1] } == true
      let side = border?.first ?? 0
      if isUsual, layer == "conv1", (1...4).contains(stride[0]), (0...8).contains(side) {
        result = (stride[0], side)
      } else if !isUsual || layer == "conv1" || stride[0] != 1 || side != kernel / 2 {
        throw .unsupported(
          "a network whose \(path.printable) has a stride, padding or dilation that SqueezeNet's "
            + "\(layer) has not")
      }
    }
    return result
  }

  /// - Throws: for the first module that computes what SqueezeNet does not.
  func checkModules() throws(WeightsError) {
    for (path, module) in model.modules.sorted(by: { $0.key < $1.key })
    where Self.others.contains(module.className) {
      throw .unsupported(
        "a network with \(module.className) (\(path.printable)), which SqueezeNet has not")
    }
  }

  private static let others: Set<String> = [
    "LeakyReLU", "PReLU", "ELU", "SELU", "CELU", "SiLU", "GELU", "Mish", "Hardswish", "ReLU6",
    "Tanh", "AvgPool2d", "GroupNorm", "InstanceNorm2d", "LayerNorm", "LocalResponseNorm",
  ]

  /// The poolings' rounding, and the blocks after which they stand where all are in one sequence
  /// with them.
  ///
  /// - Throws: for a pooling that is not over 3x3 pixels by 2.
  func poolings() throws(WeightsError)
    -> (after: Set<Int>?, border: PaddingConvention.PoolingBorder?)
  {
    let pools = model.modules.filter { $0.value.className == "MaxPool2d" }.sorted {
      $0.key < $1.key
    }
    var border: PaddingConvention.PoolingBorder?
    var facts = ScriptedPooling.all(in: try model.file.code()).map {
      ($0.numbers, $0.roundsUp as Bool?, "in its program")
    }
    for (path, module) in pools {
      let roundsUp: Bool? =
        if case .bool(let roundsUp)? = module.state["ceil_mode"] { roundsUp } else { nil }
      let found = ["kernel_size", "stride", "padding", "dilation"].map { numbers(module, $0) ?? [] }
      facts.append((found, roundsUp, path.printable))
    }
    for (found, roundsUp, name) in facts {
      for (found, expected) in zip(found, [3, 2, 0, 1]) {
        guard found.allSatisfy({ $0 == expected }) else {
          throw .unsupported("a network whose pooling \(name) is not 3x3 by 2 without padding")
        }
      }
      guard let roundsUp else { continue }
      let found: PaddingConvention.PoolingBorder = roundsUp ? .roundedUp : .roundedDown
      guard border == nil || border == found else {
        throw .unsupported("a network whose poolings round in two ways")
      }
      border = found
    }
    guard let first = paths["conv1"].flatMap(place), isSequence(first.parent) else {
      return (nil, border)
    }
    var blocks = [first]
    while let path = paths["fire\(blocks.count + 1)/squeeze1x1"] {
      // The block is the part of the path that is in the sequence.
      guard path.hasPrefix(first.parent),
        let index = Int(
          path.dropFirst(first.parent.count).prefix { $0.isNumber })
      else { return (nil, border) }
      blocks.append((first.parent, index))
    }
    var after: Set<Int> = []
    for (path, _) in pools {
      guard let place = place(path), place.parent == first.parent else { return (nil, border) }
      let block = blocks.count { $0.index < place.index }
      guard block > 0, after.insert(block).inserted else {
        throw .unsupported("a network with a pooling \(path.printable) where SqueezeNet has none")
      }
    }
    return (after, border)
  }

  /// True where a ReLU follows conv10 in its sequence; nil where that cannot be told.
  var conv10HasReLU: Bool? {
    guard let path = paths["conv10"], let last = place(path), isSequence(last.parent) else {
      return nil
    }
    return model.modules.contains { path, module in
      guard module.className.hasPrefix("ReLU"), let place = place(path) else { return false }
      return place.parent == last.parent && place.index > last.index
    }
  }

  private func isSequence(_ parent: String) -> Bool {
    model.modules[String(parent.dropLast())]?.className == "Sequential"
  }

  /// The sequence of a path that ends in a number, with its dot, and the number.
  private func place(_ path: String) -> (parent: String, index: Int)? {
    let parts = path.split(separator: ".")
    guard let index = parts.last.flatMap({ Int($0) }) else { return nil }
    return (parts.dropLast().map { $0 + "." }.joined(), index)
  }

  /// One or two numbers of a module, as two.
  private func numbers(_ module: PyTorchModel.Module, _ key: String) -> [Int]? {
    guard let value = module.state[key] else { return nil }
    if case .int(let number) = value { return [number, number] }
    return model.file.pickle.integers(value)
  }
}
