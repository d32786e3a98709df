import SqueezeNet

/// Follows a graph from the image and finds the parts of a SqueezeNet in it: each value is one that
/// SqueezeNet has, or the first difference on the way to it.
struct GraphWalk {
  /// What a value is.
  enum Value: Hashable {
    case image(GraphPreparation)
    /// Of the step with this index.
    case convolution(Int, hasReLU: Bool)
    /// The two expands of the fire block with this index, without ReLU so far.
    case expands(Int)
    case features(Features)
    /// Features averaged over all pixels.
    case average(Features)
    case logits
    case answer
    case difference(Difference)
  }

  /// The output of a block: conv1 is 1, fire2 is 2.
  struct Features: Hashable {
    let block: Int
    /// True behind the addition that ends a block with a bypass.
    var isSum = false
    var isPooled = false
  }

  /// What SqueezeNet has not, with the file's name for it.
  struct Difference: Hashable {
    let node: Int
    let text: String
  }

  struct Step {
    let name: String
    let kernel: StoredArray
    let bias: StoredArray?
    let source: Value
    /// Stride of conv1; 1 elsewhere.
    var stride = 1
    /// Nil for `same`.
    var padding: Padding? = Padding.none
    /// How often its channels were scaled after the file's own values.
    var scalings = 0
    var side: Int { kernel.shape[2] }
    var outputs: Int { kernel.shape[0] }
  }

  struct Fire {
    let squeeze: Int
    let expand1x1: Int
    let expand3x3: Int
    let isExpand3x3First: Bool
    let source: Features
    var bypass: FireBlock.Connection?
    var bypass1x1: Int?
    var number: Int { source.block + 1 }
  }

  struct Tensor {
    var value: Value
    var size: InputSize
    /// Zeros around it.
    var border = Padding.none
  }

  var steps: [Step] = []
  var fires: [Fire] = []
  var conv1: Int?
  var conv10: (step: Int, hasReLU: Bool)?
  var geometry: GraphGeometry
  var poolingAfter: Set<Int> = []
  private var index = 0

  /// - Throws: for the first difference on the way to the graph's output.
  init(_ graph: NetworkGraph) throws(WeightsError) {
    geometry = GraphGeometry(
      size: graph.inputSize ?? PaddingConvention.torchvision.defaultSize,
      prefersSame: graph.prefersSame)
    guard graph.nodes.count <= NetworkGraph.nodeLimit else {
      throw .unsupported("a graph of \(graph.nodes.count) nodes: a SqueezeNet has some 70")
    }
    var tensors = [
      graph.input: Tensor(value: .image(GraphPreparation()), size: geometry.size)
    ]
    for (index, node) in graph.nodes.enumerated() {
      self.index = index
      let inputs = node.inputs.map { name in
        tensors[name]
          ?? Tensor(
            value: differs("a value \(name.printable) that does not come from the image"),
            size: geometry.size)
      }
      tensors[node.output] = result(of: node, inputs)
    }
    var found: Value?
    for name in graph.outputs {
      switch tensors[name]?.value {
      case .answer?, .logits?:
        try finish()
        return
      case let value: found = found ?? value
      }
    }
    if case .difference(let difference) = found { throw Self.refusal(difference.text) }
    throw Self.refusal("no last convolution whose channels, averaged, are its output")
  }

  static func refusal(_ text: String) -> WeightsError {
    .unsupported("a network with \(text): only SqueezeNets are read")
  }

  // MARK: Nodes

  func differs(_ text: String, _ node: GraphNode? = nil) -> Value {
    let place = node.map { " (\($0.name.printable))" } ?? ""
    return .difference(Difference(node: index, text: text + place))
  }

  private mutating func result(of node: GraphNode, _ inputs: [Tensor]) -> Tensor {
    // Of two differences the first one tells.
    let differences = inputs.compactMap { input -> Difference? in
      if case .difference(let difference) = input.value { difference } else { nil }
    }
    guard var tensor = inputs.first else {
      return Tensor(value: differs("a value from nowhere", node), size: geometry.size)
    }
    if let first = differences.min(by: { $0.node < $1.node }) {
      tensor.value = .difference(first)
      return tensor
    }
    switch node.operation {
    case .convolution(let window, let kernel, let bias):
      convolve(node, &tensor, window, kernel, bias)
      return tensor
    case .maxPooling(let window):
      pool(node, &tensor, window)
      return tensor
    case .padding(let padding):
      guard tensor.border == .none else { break }
      tensor.border = padding
      return tensor
    default: break
    }
    guard tensor.border == .none else {
      tensor.value = differs("a border of zeros before what is no convolution", node)
      return tensor
    }
    switch node.operation {
    case .identity: break
    case .relu: tensor.value = relu(node, tensor.value)
    case .concatenation: tensor.value = concatenation(node, inputs.map(\.value))
    case .addition: tensor.value = addition(node, inputs.map(\.value))
    case .fullyConnected(let kernel, let bias):
      tensor.value = fullyConnected(node, tensor.value, kernel, bias)
    case .globalAverage:
      tensor.value = average(node, tensor.value)
      tensor.size = InputSize(1)
    case .averagePooling(let window):
      let isWhole = window.kernel == [tensor.size.height, tensor.size.width]
      tensor.value =
        isWhole && window.padding?.isEmpty != false
        ? average(node, tensor.value)
        : differs("an average pooling over \(window.text) of \(tensor.size) pixels", node)
      tensor.size = InputSize(1)
    case .scaling(let scale, let shift):
      tensor.value = scaling(node, tensor.value, scale, shift)
    case .channelReversal:
      if case .image(let preparation) = tensor.value {
        tensor.value = .image(preparation.reversed)
      } else {
        tensor.value = differs("channels that are turned round", node)
      }
    case .softmax:
      tensor.value = tensor.value == .logits ? .answer : differs("a softmax", node)
    case .sigmoid:
      let classes = conv10.map { steps[$0.step].outputs } ?? 0
      tensor.value =
        tensor.value == .logits && classes == 1
        ? .answer
        : differs("a sigmoid" + (classes > 1 ? " for each of \(classes) classes" : ""), node)
    case .other(let what): tensor.value = differs(what, node)
    case .convolution, .maxPooling, .padding: tensor.value = differs("two borders", node)
    }
    return tensor
  }

  // MARK: The whole

  /// Looks at what only the whole graph tells: that blocks follow each other without branches.
  private mutating func finish() throws(WeightsError) {
    fires.sort { $0.number < $1.number }
    guard conv1 != nil, !fires.isEmpty, fires.count <= Architecture.fireBlockLimit,
      let conv10, case .features(let last) = steps[conv10.step].source
    else { throw Self.refusal("\(fires.count) fire blocks") }
    for (place, source) in (fires.map(\.source) + [last]).enumerated() {
      let isSum = place > 0 && fires[place - 1].bypass != nil
      let expected = Features(
        block: place + 1, isSum: isSum, isPooled: poolingAfter.contains(place + 1))
      guard source == expected else {
        throw Self.refusal("branches around the block before its fire\(place + 2)")
      }
    }
  }
}
