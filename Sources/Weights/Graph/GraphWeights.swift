import SqueezeNet

extension NetworkGraph {
  /// The SqueezeNet that the graph is.
  ///
  /// - Throws: with the first thing that SqueezeNet has not, in the file's own terms.
  func weights() throws(WeightsError) -> ModelWeights {
    let walk = try GraphWalk(self)
    guard let conv1 = walk.conv1, let conv10 = walk.conv10 else {
      throw GraphWalk.refusal("no end")
    }
    var layers = ["conv1": walk.steps[conv1], "conv10": walk.steps[conv10.step]]
    var architecture = Architecture(
      conv1Kernel: walk.steps[conv1].side, conv1Channels: walk.steps[conv1].outputs,
      poolingAfter: walk.poolingAfter, fireBlocks: [])
    architecture.inputChannels = walk.steps[conv1].kernel.shape[1]
    architecture.conv1Stride = walk.steps[conv1].stride
    architecture.classCount = walk.steps[conv10.step].outputs
    for fire in walk.fires {
      let parts = [fire.squeeze, fire.expand1x1, fire.expand3x3].map { walk.steps[$0] }
      var block = FireBlock(
        number: fire.number, squeeze1x1: parts[0].outputs, expand1x1: parts[1].outputs,
        expand3x3: parts[2].outputs)
      block.isExpand3x3First = fire.isExpand3x3First
      block.bypass = fire.bypass
      architecture.fireBlocks.append(block)
      layers[block.squeezeName] = parts[0]
      layers[block.expand1x1Name] = parts[1]
      layers[block.expand3x3Name] = parts[2]
      if let bypass = fire.bypass1x1 { layers[block.bypass1x1Name] = walk.steps[bypass] }
    }
    var arrays: [String: StoredArray] = [:]
    for (layer, step) in layers {
      guard layer == "conv10" || step.outputs <= Architecture.channelLimit else {
        throw .unknownArchitecture(array: step.name, found: step.kernel.shape)
      }
      arrays[layer + ".weight"] = step.kernel
      arrays[layer + ".bias"] = step.bias ?? .zeros(step.outputs)
    }
    let last = walk.steps[conv10.step]
    guard
      let convention = walk.geometry.convention(
        conv10HasReLU: conv10.hasReLU, conv10Padding: last.padding, of: architecture)
    else {
      throw GraphWalk.refusal("a border around its last convolution (\(last.name.printable))")
    }
    guard case .image(let preparation) = walk.steps[conv1].source,
      let preprocessing = preparation.preprocessing(usual: usualPreprocessing)
    else {
      throw GraphWalk.refusal("arithmetic before its first convolution that prepares no photo")
    }
    let (convolutions, _) = try ModelWeights.convolutions(
      of: architecture, naming: .layers, in: arrays)
    let about = try WeightsMetadata(facts)
    try about.check(architecture)
    let classes = (about.classNames ?? classNames).map {
      ClassNames(count: architecture.answerCount, names: $0)
    }
    var weights = try ModelWeights(
      architecture: architecture, convolutions: convolutions,
      preprocessing: about.preprocessing ?? preprocessing,
      paddingConvention: about.paddingConvention.flatMap {
        $0.isSame(as: convention, for: architecture) ? $0 : nil
      } ?? convention,
      isTrained: about.isTrained, classes: classes, assumptions: about.assumed + assumptions)
    weights.sourceHash = about.sourceHash
    weights.origins = Origins(
      preprocessing: about.assumesPreprocessing || preparation.isEmpty && about.preprocessing == nil
        ? .assumed : .file,
      paddingConvention: about.assumesPadding ? .assumed : .file,
      classes: classes == nil ? .assumed : .file)
    weights.recognition =
      "the graph" + (producer.isEmpty ? "" : ", written by \(producer.printable)")
    weights.stored = stored
    return weights
  }
}

extension PaddingConvention {
  /// True where it makes the same layers, whatever its usual size.
  fileprivate func isSame(as other: PaddingConvention, for architecture: Architecture) -> Bool {
    let layers = [self, other].map {
      try? Network(architecture: architecture, paddingConvention: $0, size: InputSize(227)).layers
    }
    return layers[0] != nil && layers[0] == layers[1]
  }
}
