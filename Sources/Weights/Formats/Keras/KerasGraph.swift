import SqueezeNet

/// Turns a network that Keras describes, with its arrays, into the graph that all formats share.
struct KerasGraph {
  private(set) var graph: NetworkGraph
  private let arrays: KerasArrays
  /// The values that are computed so far, by layer and call.
  private var values: [String: String] = [:]

  /// More layers than any network of 16 blocks has.
  private static let depthLimit = 400

  init(_ model: KerasModel, _ arrays: KerasArrays) throws(WeightsError) {
    self.arrays = arrays
    graph = NetworkGraph(input: "input", outputs: [])
    graph.inputSize = model.inputSize.flatMap { InputSize(accepted: $0.height, by: $0.width) }
    graph.outputs = [try add(model, path: "", input: graph.input)]
  }

  /// Adds the layers of a model.
  ///
  /// - Parameters:
  ///   - path: Where it is in the model around it, with a `/` behind.
  ///   - input: The value that it reads.
  /// - Returns: the value that it gives.
  private mutating func add(_ model: KerasModel, path: String, input: String)
    throws(WeightsError) -> String
  {
    guard let inputs = model.inputs, !model.outputs.tensors.isEmpty else {
      var value = input
      for layer in model.layers {
        value = try add(layer, path: path, number: 0, reading: [value], call: nil)
      }
      return value
    }
    var byName: [String: KerasModel.Layer] = [:]
    for layer in model.layers { byName[layer.name] = layer }
    for name in inputs { values["\(path)\(name)#0"] = input }
    let output = model.outputs.tensors[0]
    return try value(of: output.layer, output.call, in: byName, path, depth: 0)
  }

  /// The value that a layer gives, after those that it reads.
  private mutating func value(
    of name: String, _ call: Int, in layers: [String: KerasModel.Layer], _ path: String,
    depth: Int
  ) throws(WeightsError) -> String {
    guard let layer = layers[name] else {
      throw .malformed("Keras's description without its layer \(name.printable)")
    }
    // A model is called once when it is made, and that is not in the list.
    let place = layer.calls.count > 1 ? min(max(0, call), layer.calls.count - 1) : 0
    let key = "\(path)\(name)#\(place)"
    if let known = values[key] { return known }
    guard depth < Self.depthLimit, let call = layer.calls.dropFirst(place).first else {
      throw .malformed("Keras's description whose layer \(name.printable) reads nothing")
    }
    // Whoever reads itself finds no value.
    values[key] = "\(key) itself"
    var inputs: [String] = []
    for tensor in call.tensors {
      inputs.append(
        try value(of: tensor.layer, tensor.call, in: layers, path, depth: depth + 1))
    }
    let result = try add(
      layer, path: path, number: place, reading: inputs, call: call)
    values[key] = result
    return result
  }

  private mutating func add(
    _ layer: KerasModel.Layer, path: String, number: Int, reading inputs: [String],
    call: KerasModel.Call?
  ) throws(WeightsError) -> String {
    if let model = layer.inner.first, let input = inputs.first {
      return try add(model, path: "\(path)\(layer.key)/", input: input)
    }
    if layer.className == "InputLayer" { return inputs.first ?? graph.input }
    var inputs = inputs
    for operation in try operations(of: layer, path: path, call) {
      if case .identity = operation { continue }
      guard graph.nodes.count < NetworkGraph.nodeLimit else {
        throw .unsupported("a Keras network of more layers than a SqueezeNet has")
      }
      let output = "\(path)\(layer.name)#\(number).\(graph.nodes.count)"
      graph.nodes.append(GraphNode(layer.name, operation, inputs, output))
      inputs = [output]
    }
    return inputs.first ?? graph.input
  }

  // MARK: One layer

  /// What a layer computes, one step after the other.
  private func operations(
    of layer: KerasModel.Layer, path: String, _ call: KerasModel.Call?
  ) throws(WeightsError) -> [GraphNode.Operation] {
    let config = layer.config
    func stored(_ roles: [KerasArrays.Role]) throws(WeightsError) -> KerasArrays.Layer {
      guard let found = arrays.layer(layer.name, path: path + layer.key, roles: roles) else {
        throw .missingArray("\(layer.name)".printable)
      }
      return found
    }
    switch layer.className {
    case "Conv2D", "Convolution2D", "Dense":
      let found = try stored([.kernel, .bias])
      let kernel = try found.kernel()
      let bias = (config["use_bias"] ?? config["bias"])?.bool == false ? nil : found.arrays[.bias]
      let first: GraphNode.Operation
      if layer.className == "Dense" {
        first = .fullyConnected(kernel: kernel, bias: bias)
      } else if config["dim_ordering"]?.text == "th" {
        first = .other("kernels in Theano's order")
      } else if let window = Self.window(config) {
        first = .convolution(window, kernel: kernel, bias: bias)
      } else {
        first = .other("a convolution of an unknown kind")
      }
      return [first, Self.activation(config["activation"])]
    case "Activation": return [Self.activation(config["activation"])]
    case "ReLU":
      let isPlain =
        config["max_value"]?.number == nil && config["negative_slope"]?.number ?? 0 == 0
        && config["threshold"]?.number ?? 0 == 0
      return [isPlain ? .relu : .other("a ReLU with a bound or a slope")]
    case "Softmax": return [.softmax]
    case "MaxPooling2D", "AveragePooling2D":
      guard let window = Self.window(config) else {
        return [.other("a pooling of an unknown kind")]
      }
      return [layer.className == "MaxPooling2D" ? .maxPooling(window) : .averagePooling(window)]
    case "GlobalAveragePooling2D": return [.globalAverage]
    case "Concatenate", "Merge":
      if config["mode"]?.text == "sum" { return [.addition] }
      let axis = (config["axis"] ?? config["concat_axis"])?.int ?? -1
      let isKnown = [-1, 1, 3].contains(axis) && config["mode"]?.text ?? "concat" == "concat"
      return [isKnown ? .concatenation : .other("a concatenation along axis \(axis)")]
    case "BatchNormalization":
      let roles: [KerasArrays.Role] =
        (config["scale"]?.bool == false ? [] : [.gamma])
        + (config["center"]?.bool == false ? [] : [.beta]) + [.mean, .variance]
      let epsilon = config["epsilon"]?.number ?? KerasArrays.epsilon
      return [try stored(roles).normalization(epsilon: epsilon)]
    case "Rescaling":
      return [Self.scaling(config["scale"]?.numbers, config["offset"]?.numbers)]
    case "Normalization":
      if let means = config["mean"]?.numbers, let variances = config["variance"]?.numbers,
        !means.isEmpty, means.count == variances.count
      {
        let scales = variances.map { 1 / max($0.squareRoot(), 1e-7) }
        return [Self.scaling(scales, zip(means, scales).map { -$0 * $1 })]
      }
      return [try stored([.mean, .variance]).normalization(epsilon: 0)]
    case "ZeroPadding2D":
      guard let sides = config["padding"]?.numbers.compactMap({ Int(exactly: $0) }) else { break }
      switch sides.count {
      case 1: return [.padding(Padding(sides[0]))]
      case 2:
        return [.padding(Padding(top: sides[0], left: sides[1], bottom: sides[0], right: sides[1]))]
      case 4:
        return [.padding(Padding(top: sides[0], left: sides[2], bottom: sides[1], right: sides[3]))]
      default: break
      }
    case "Dropout", "SpatialDropout2D", "GaussianNoise", "GaussianDropout", "AlphaDropout",
      "Flatten", "Reshape", "ActivityRegularization", "RandomFlip", "RandomRotation", "RandomZoom",
      "RandomTranslation", "RandomContrast", "RandomBrightness":
      return [.identity]
    case "Add" where call?.tensors.count == 2: return [.addition]
    case "Lambda": return [.other("a Lambda layer, whose code is never run")]
    case "GetItem": if let turned = Self.reversal(call) { return [turned] }
    default: break
    }
    return [Self.arithmetic(layer, call) ?? .other(Self.named(layer.className))]
  }

  private static func named(_ className: String) -> String {
    let isVowel = className.first.map { "AEIOU".contains($0) } == true
    return "\(isVowel ? "an" : "a") \(className.printable) layer"
  }

  /// Nil for one with settings that no convolution or pooling here has.
  private static func window(_ config: JSONValue) -> GraphWindow? {
    func pair(_ value: JSONValue?) -> [Int]? {
      value?.ints.map { $0.count == 1 ? [$0[0], $0[0]] : $0 }
    }
    let old = [config["nb_row"]?.int, config["nb_col"]?.int].compactMap { $0 }
    guard
      let kernel = pair(config["kernel_size"] ?? config["pool_size"]) ?? (old.isEmpty ? nil : old)
    else { return nil }
    var window = GraphWindow(kernel: kernel)
    window.stride =
      pair(config["strides"] ?? config["subsample"])
      ?? (config["pool_size"] == nil ? [1, 1] : kernel)
    window.dilation = pair(config["dilation_rate"]) ?? [1, 1]
    window.groups = config["groups"]?.int ?? 1
    switch (config["padding"] ?? config["border_mode"])?.text ?? "valid" {
    case "valid": break
    case "same": window.padding = nil
    default: return nil
    }
    return window
  }

  private static func activation(_ value: JSONValue?) -> GraphNode.Operation {
    let name = value?.text ?? value?["config"]?.text ?? value?["class_name"]?.text ?? "linear"
    switch name.lowercased() {
    case "linear": return .identity
    case "relu": return .relu
    case "softmax": return .softmax
    case "sigmoid": return .sigmoid
    default: return .other("the activation \(name.printable)")
    }
  }

  private static func scaling(_ scale: [Double]?, _ shift: [Double]?) -> GraphNode.Operation {
    func array(_ values: [Double]?) -> StoredArray? {
      values.flatMap { values in
        values.isEmpty ? nil : StoredArray(shape: [values.count]) { values.map { Float($0) } }
      }
    }
    return .scaling(scale: array(scale), shift: array(shift))
  }

  /// `x / 127.5`, `x - 1`: layers of Keras 3's `ops`, and of functions in Keras 2.
  private static func arithmetic(_ layer: KerasModel.Layer, _ call: KerasModel.Call?)
    -> GraphNode.Operation?
  {
    guard let call, call.constants.count == 1, let values = call.constants.first, !values.isEmpty
    else { return nil }
    let function = layer.config["function"]?.text?.split(separator: ".").last.map(String.init)
    switch (function ?? layer.className).lowercased() {
    case "truediv", "truedivide", "divide":
      return call.hasConstantFirst ? nil : scaling(values.map { 1 / $0 }, nil)
    case "multiply": return scaling(values, nil)
    case "subtract": return call.hasConstantFirst ? nil : scaling(nil, values.map { -$0 })
    case "add": return scaling(nil, values)
    default: return nil
    }
  }

  /// `x[..., ::-1]`.
  private static func reversal(_ call: KerasModel.Call?) -> GraphNode.Operation? {
    guard let slices = call?.arguments.last?.list, slices.count == 2,
      slices[0]["class_name"]?.text == "__ellipsis__", slices[1]["config"]?["step"]?.int == -1
    else { return nil }
    return .channelReversal
  }
}

extension KerasArrays {
  /// What Keras adds to the variance of a batch normalisation.
  static let epsilon = 1e-3
}
