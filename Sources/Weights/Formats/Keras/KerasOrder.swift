import SqueezeNet

/// A Keras network of which only the arrays are there: they stand in its order, and the rest is
/// assumed.
extension KerasArrays {
  private static let advice =
    "save the whole model (.keras), or model.to_json() as model.json beside the weights"

  /// The SqueezeNet that arrays in this order are of.
  func weightsByOrder() throws(WeightsError) -> ModelWeights {
    let layers = layers.map { layer in
      layer.withRoles(
        layer.kind == "batch_normalization"
          ? [.gamma, .beta, .mean, .variance] : [.kernel, .bias])
    }
    let kernels = layers.filter { $0.arrays[.kernel] != nil }
    let normalizations = layers.filter { $0.arrays[.mean] != nil }
    guard let first = kernels.first, kernels.count > 4, kernels.count % 3 == 2,
      normalizations.isEmpty || (0...1).contains(kernels.count - normalizations.count)
    else {
      throw .unsupported(
        "a Keras network of \(kernels.count) convolutions and \(normalizations.count) batch "
          + "normalisations, no SqueezeNet's: \(Self.advice)")
    }
    let usual = try first.kernel().shape[2] >= 7 ? Architecture.v10 : .v11
    let blocks = (kernels.count - 2) / 3
    var graph = NetworkGraph(input: "input", outputs: ["answer"])
    graph.inputSize = isCaffe ? PaddingConvention.caffe.defaultSize : nil
    graph.usualPreprocessing = isCaffe ? .caffeExact : .signed
    var value = graph.input
    func add(_ name: String, _ operation: GraphNode.Operation, _ inputs: [String]) -> String {
      let output = "\(graph.nodes.count)"
      graph.nodes.append(GraphNode(name, operation, inputs, output))
      return output
    }
    func convolution(_ index: Int, _ source: String, stride: Int = 1, hasReLU: Bool = true)
      throws(WeightsError) -> String
    {
      let (layer, kernel) = (kernels[index], try kernels[index].kernel())
      guard kernel.shape[2] == kernel.shape[3] else {
        throw .unknownArchitecture(array: layer.name, found: kernel.shape)
      }
      var window = GraphWindow(kernel: [kernel.shape[2], kernel.shape[3]])
      window.stride = [stride, stride]
      window.padding = isCaffe && stride > 1 ? Padding.none : nil
      var value = add(
        layer.name, .convolution(window, kernel: kernel, bias: layer.arrays[.bias]), [source])
      if index < normalizations.count {
        value = add(
          normalizations[index].name,
          try normalizations[index].normalization(epsilon: Self.epsilon), [value])
      }
      return hasReLU ? add(layer.name, .relu, [value]) : value
    }
    func pool(after block: Int) {
      guard usual.poolingAfter.contains(block), block <= blocks + 1 else { return }
      var window = GraphWindow(kernel: [3, 3])
      window.stride = [2, 2]
      window.padding = isCaffe ? Padding.none : nil
      value = add("pooling", .maxPooling(window), [value])
    }
    value = try convolution(0, value, stride: 2)
    pool(after: 1)
    for block in 0..<blocks {
      let squeeze = try convolution(3 * block + 1, value)
      let halves = [
        try convolution(3 * block + 2, squeeze), try convolution(3 * block + 3, squeeze),
      ]
      value = add("fire\(block + 2)", .concatenation, halves)
      pool(after: block + 2)
    }
    let last = kernels.count - 1
    if kernels[last].arrays[.kernel]?.shape.count == 2 {
      value = add("pooling", .globalAverage, [value])
      let bias = kernels[last].arrays[.bias]
      value = add(
        kernels[last].name, .fullyConnected(kernel: try kernels[last].kernel(), bias: bias), [value]
      )
    } else {
      value = try convolution(last, value, hasReLU: isCaffe)
      value = add("pooling", .globalAverage, [value])
    }
    graph.outputs = [value]
    let places = usual.poolingAfter.filter { $0 <= blocks + 1 }.sorted()
      .map { $0 == 1 ? "conv1" : "fire\($0)" }
    graph.assumptions = [
      "stride and padding of conv1 are assumed",
      "poolings after \(places.joined(separator: ", ")) are assumed",
    ]
    var weights = try graph.weights()
    weights.origins.paddingConvention = .assumed
    weights.recognition = "the order of Keras's arrays and their shapes"
    return weights
  }
}
