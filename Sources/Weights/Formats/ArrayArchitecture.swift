import SqueezeNet

extension ArrayNaming {
  /// The network that arrays with these names are of, read off their shapes, and what was assumed
  /// because names and shapes do not tell it.
  ///
  /// - Throws: `WeightsError` for the first array that is missing, or that no member of the family
  ///   has; shapes that follow from others are not compared.
  func architecture(of arrays: [String: StoredArray], metadata: WeightsMetadata)
    throws(WeightsError) -> (Architecture, assumptions: [String])
  {
    let first = try kernel("conv1", in: .v10, arrays)
    guard [1, 3].contains(first.inputs), first.side <= 11 else {
      let name = weight(of: "conv1", in: .v10)
      throw .unknownArchitecture(array: arrays[name]?.name ?? name, found: first.shape)
    }
    let places = firePlaces(in: arrays)
    var architecture = Architecture(
      conv1Kernel: first.side, conv1Channels: first.outputs, poolingAfter: [],
      fireBlocks: [])
    architecture.inputChannels = first.inputs
    let usual = first.side >= 7 ? Architecture.v10 : .v11
    let poolings = metadata.poolingAfter ?? self.poolings(places, in: arrays)
    architecture.poolingAfter =
      poolings ?? usual.poolingAfter.filter { $0 <= places.count + 1 }
    guard !places.isEmpty, places.count <= Architecture.fireBlockLimit else {
      throw .missingArray(weight(of: "fire2/squeeze1x1", in: architecture))
    }
    var hasBypass1x1 = false
    for number in 2..<places.count + 2 {
      // Names follow from the blocks before: they are added one after the other.
      architecture.fireBlocks.append(
        FireBlock(number: number, squeeze1x1: 1, expand1x1: 1, expand3x3: 1))
      func width(_ part: String) throws(WeightsError) -> Int {
        try kernel("fire\(number)/\(part)", in: architecture, arrays).outputs
      }
      architecture.fireBlocks[number - 2] = FireBlock(
        number: number, squeeze1x1: try width("squeeze1x1"), expand1x1: try width("expand1x1"),
        expand3x3: try width("expand3x3"))
      architecture.fireBlocks[number - 2].isExpand3x3First = metadata.isExpand3x3First
      hasBypass1x1 =
        hasBypass1x1
        || arrays[weight(of: "fire\(number)/bypass1x1", in: architecture)] != nil
    }
    architecture = architecture.with(metadata.bypass ?? (hasBypass1x1 ? .complex : .none))
    if let blocks = metadata.blocks, blocks.count == architecture.fireBlocks.count {
      for (place, block) in blocks.enumerated() {
        architecture.fireBlocks[place].bypass = block.bypass
        architecture.fireBlocks[place].isExpand3x3First = block.isExpand3x3First
      }
    }
    architecture.classCount = try kernel("conv10", in: architecture, arrays).outputs
    if let stride = metadata.conv1Stride { architecture.conv1Stride = stride }
    guard poolings == nil, metadata.isForeign || architecture.name == "custom" else {
      return (architecture, [])
    }
    let after = architecture.poolingAfter.sorted().map { $0 == 1 ? "conv1" : "fire\($0)" }
    return (architecture, ["poolings after \(after.joined(separator: ", ")) are assumed"])
  }

  /// - Throws: where there is none, or no square kernel with channels as a network may have them.
  private func kernel(
    _ layer: String, in architecture: Architecture, _ arrays: [String: StoredArray]
  ) throws(WeightsError) -> (outputs: Int, inputs: Int, side: Int, shape: [Int]) {
    let name = weight(of: layer, in: architecture)
    guard let array = arrays[name] else { throw .missingArray(name) }
    let shape = array.shape
    let limit = layer == "conv10" ? Architecture.classLimit : Architecture.channelLimit
    guard shape.count == 4, shape[2] == shape[3], (1...limit).contains(shape[0]),
      shape[1] > 0, shape[2] > 0
    else { throw .unknownArchitecture(array: array.name ?? name, found: shape) }
    return (shape[0], shape[1], shape[2], shape)
  }

  /// The places of the fire blocks: their numbers, or places in torchvision's sequence.
  private func firePlaces(in arrays: [String: StoredArray]) -> [Int] {
    switch self {
    case .layers:
      return Array((2...17).prefix { arrays["fire\($0)/squeeze1x1.weight"] != nil })
    case .torchvision:
      return (1...99).filter { arrays["features.\($0).squeeze.weight"] != nil }
    }
  }

  /// The poolings between blocks, which take a place of their own in torchvision's sequence; nil
  /// where names do not tell.
  private func poolings(_ places: [Int], in arrays: [String: StoredArray]) -> Set<Int>? {
    guard self == .torchvision else { return nil }
    var result: Set<Int> = []
    // conv1 and its ReLU are 0 and 1.
    var last = 1
    for (block, place) in places.enumerated() {
      guard (1...2).contains(place - last) else { return nil }
      if place - last == 2 { result.insert(block + 1) }
      last = place
    }
    return result
  }
}
