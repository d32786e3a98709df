import SqueezeNet

/// Turns Caffe's layers into the nodes of a `NetworkGraph`.
struct CaffeGraph {
  private(set) var graph: NetworkGraph
  /// The layers that have arrays, in the order of the file.
  private let trained: [CaffeLayer]
  /// The layer of the text whose arrays go by another name: people rename conv10 to train it anew.
  private let renamed: String?

  private static let sources: Set<String> = [
    "data", "imagedata", "input", "memorydata", "dummydata", "hdf5data", "windowdata",
  ]
  /// What only training and testing need.
  private static let others: Set<String> = ["accuracy", "silence", "argmax"]

  /// - Parameters:
  ///   - model: The layers with their arrays.
  ///   - text: The network as a prototxt has it; nil where none lies beside.
  init(_ model: CaffeNetwork, text: CaffeNetwork?) throws(WeightsError) {
    trained = model.layers.filter { !$0.blobs.isEmpty }
    let network = text ?? model
    let names = Set(trained.map(\.name))
    renamed = network.layers.last { Self.hasArrays($0) }?.name
    graph = NetworkGraph(input: network.inputs.first ?? "", outputs: [])
    graph.usualPreprocessing = .caffe
    graph.producer = "Caffe"
    var shape = network.inputShape
    for layer in network.layers where Self.sources.contains(layer.type) && !layer.isLeftOut {
      graph.input = layer.tops.first ?? graph.input
      shape = layer.parameters["input_param.shape.dim"] ?? shape
    }
    // How photos were prepared stands where they were read, which a text for answering leaves out.
    let transform = model.layers.first { Self.sources.contains($0.type) } ?? CaffeLayer()
    let crop = transform.number("transform_param.crop_size")
    let sides = shape.count == 4 ? [shape[2], shape[3]] : crop.map { [$0, $0] } ?? []
    let sizes = sides.compactMap { Int(exactly: $0) }
    if sizes.count == 2 { graph.inputSize = InputSize(accepted: sizes[0], by: sizes[1]) }
    if graph.inputSize == nil {
      graph.inputSize = PaddingConvention.caffe.defaultSize
      graph.assumptions.append(
        "an input of \(PaddingConvention.caffe.defaultSize) pixels is assumed")
    }
    addPreparation(transform)
    for layer in network.layers where !layer.isLeftOut { try add(layer, names) }
    graph.outputs.reverse()
    graph.stored = trained.flatMap { layer in
      layer.blobs.map { StoredFact(name: $0.name ?? "", shape: $0.shape, type: $0.type) }
    }
  }

  static func hasArrays(_ layer: CaffeLayer) -> Bool {
    ["convolution", "innerproduct"].contains(layer.type)
  }

  private mutating func addPreparation(_ layer: CaffeLayer) {
    let means = layer.parameters["transform_param.mean_value"] ?? []
    let scale = layer.number("transform_param.scale") ?? 1
    guard scale != 1 || !means.isEmpty else { return }
    let shifts = means.isEmpty ? [0] : means.map { -$0 * scale }
    graph.nodes.append(
      GraphNode(
        layer.name,
        .scaling(
          scale: StoredArray(shape: [1]) { [scale] },
          shift: StoredArray(shape: [shifts.count]) { shifts }), [graph.input], graph.input))
  }

  private mutating func add(_ layer: CaffeLayer, _ names: Set<String>) throws(WeightsError) {
    guard let top = layer.tops.first, !Self.sources.contains(layer.type),
      !Self.others.contains(layer.type)
    else { return }
    // Of a loss the second input is the label.
    let isLoss = layer.type.hasSuffix("loss")
    let inputs = isLoss ? Array(layer.bottoms.prefix(1)) : layer.bottoms
    if layer.type == "split" {
      for top in layer.tops { graph.nodes.append(GraphNode(layer.name, .identity, inputs, top)) }
      return
    }
    var arrays = layer
    if Self.hasArrays(layer) || layer.type == "batchnorm" || layer.type == "scale" {
      let other = layer.name == renamed && !names.contains(layer.name) ? trained.last : nil
      guard let found = trained.last(where: { $0.name == layer.name }) ?? other else {
        throw .missingArray(layer.name)
      }
      arrays.blobs = found.blobs
    }
    graph.nodes.append(GraphNode(layer.name, operation(arrays), inputs, top))
    graph.outputs.append(top)
  }

  private func operation(_ layer: CaffeLayer) -> GraphNode.Operation {
    func flat(_ index: Int) -> StoredArray? {
      guard layer.blobs.indices.contains(index), let count = layer.blobs[index].count else {
        return nil
      }
      return layer.blobs[index].reshaped([count])
    }
    switch layer.type {
    case "convolution":
      return .convolution(window(layer, "convolution_param"), kernel: layer.blobs[0], bias: flat(1))
    case "innerproduct":
      guard layer.blobs[0].shape.count >= 2 else { break }
      return .fullyConnected(
        kernel: layer.blobs[0].reshaped(layer.blobs[0].shape.suffix(2) + [1, 1]), bias: flat(1))
    case "relu" where layer.number("relu_param.negative_slope") ?? 0 == 0: return .relu
    case "pooling":
      let isAverage = layer.number("pooling_param.pool") == 1
      if layer.number("pooling_param.global_pooling") == 1, isAverage { return .globalAverage }
      let window = window(layer, "pooling_param")
      return isAverage ? .averagePooling(window) : .maxPooling(window)
    case "concat"
    where layer.number("concat_param.axis") ?? layer.number("concat_param.concat_dim") ?? 1 == 1:
      return .concatenation
    case "eltwise"
    where layer.number("eltwise_param.operation") ?? 1 == 1
      && (layer.parameters["eltwise_param.coeff"] ?? []).allSatisfy { $0 == 1 }:
      return .addition
    case "batchnorm":
      guard let mean = flat(0), let variance = flat(1) else { break }
      // Both are sums; the third array says of how many.
      let factor = flat(2)?.mapped { $0 == 0 ? 0 : 1 / $0 }
      return .normalization(
        scale: nil, bias: nil, mean: mean.scaled(by: factor), variance: variance.scaled(by: factor),
        epsilon: Double(layer.number("batch_norm_param.eps") ?? 1e-5))
    case "scale": return .scaling(scale: flat(0), shift: flat(1))
    case "softmax", "softmaxwithloss": return .softmax
    case "sigmoid", "sigmoidcrossentropyloss": return .sigmoid
    case "dropout", "flatten", "reshape": return .identity
    default: break
    }
    return .other("a layer of type \(layer.type.printable)")
  }

  private func window(_ layer: CaffeLayer, _ group: String) -> GraphWindow {
    let kernel = layer.sides(group, "kernel_size", "kernel_h", "kernel_w", usual: 0)
    let pads = layer.sides(group, "pad", "pad_h", "pad_w", usual: 0)
    var window = GraphWindow(kernel: kernel)
    window.stride = layer.sides(group, "stride", "stride_h", "stride_w", usual: 1)
    window.dilation = layer.sides(group, "dilation", "", "", usual: 1)
    window.groups = layer.number("\(group).group").flatMap { Int(exactly: $0) } ?? 1
    window.padding = Padding(top: pads[0], left: pads[1], bottom: pads[0], right: pads[1])
    // Any word on rounding is a word against the usual one.
    window.roundsUp = layer.parameters["\(group).rounding"] == nil
    return window
  }
}
