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

  private struct Tensor {
    var value: Value
    var size: InputSize
    /// Zeros around it.
    var border = Padding.none
  }

  private(set) var steps: [Step] = []
  private(set) var fires: [Fire] = []
  private(set) var conv1: Int?
  private(set) var conv10: (step: Int, hasReLU: Bool)?
  private(set) var geometry: GraphGeometry
  private(set) var poolingAfter: Set<Int> = []
  private var index = 0

  /// More than any graph of 16 blocks with each array in a node of its own.
  private static let nodeLimit = 4096

  /// - Throws: for the first difference on the way to the graph's output.
  init(_ graph: NetworkGraph) throws(WeightsError) {
    geometry = GraphGeometry(size: graph.inputSize ?? PaddingConvention.torchvision.defaultSize)
    guard graph.nodes.count <= Self.nodeLimit else {
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

  private func differs(_ text: String, _ node: GraphNode? = nil) -> Value {
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

  private mutating func convolve(
    _ node: GraphNode, _ tensor: inout Tensor, _ window: GraphWindow, _ kernel: StoredArray,
    _ bias: StoredArray?
  ) {
    defer { tensor.border = .none }
    guard kernel.shape.count == 4, kernel.shape.allSatisfy((1...Architecture.classLimit).contains),
      let (side, stride) = window.square, Array(kernel.shape[2...]) == [side, side],
      window.dilation == [1, 1], window.groups == 1,
      let padding = window.padding(within: tensor.border)
    else {
      let kind = window.groups != 1 ? "grouped " : window.dilation != [1, 1] ? "dilated " : ""
      tensor.value = differs("a \(kind)convolution over \(window.text) pixels", node)
      return
    }
    let step = Step(
      name: node.name, kernel: kernel, bias: bias, source: tensor.value, stride: stride,
      padding: padding)
    switch tensor.value {
    case .image where stride <= 4 && side <= 11 && [1, 3].contains(kernel.shape[1]):
      guard let size = geometry.convolve(tensor.size, side, stride, padding) else { break }
      tensor.size = size
      tensor.value = add(step)
      return
    case .features where side == 1 && stride == 1:
      tensor.value = add(step)
      return
    case .convolution(let squeeze, true) where stride == 1 && isSqueeze(squeeze):
      guard side == 1 || side == 3, padding ?? Padding(side / 2) == Padding(side / 2) else { break }
      tensor.value = add(step)
      return
    case .average where side == 1 && stride == 1 && padding?.isEmpty != false:
      tensor.value = fullyConnected(node, tensor.value, kernel, bias)
      return
    default: break
    }
    let border = padding.map { $0.isEmpty ? "" : " with a border of \($0.display)" } ?? ""
    tensor.value = differs("a convolution over \(window.text) pixels\(border)", node)
  }

  private mutating func add(_ step: Step) -> Value {
    steps.append(step)
    return .convolution(steps.count - 1, hasReLU: false)
  }

  private func isSqueeze(_ index: Int) -> Bool {
    if case .features = steps[index].source {
      steps[index].padding?.isEmpty != false
    } else {
      false
    }
  }

  private mutating func relu(_ node: GraphNode, _ value: Value) -> Value {
    switch value {
    case .convolution(let index, false):
      if case .image = steps[index].source {
        conv1 = index
        return .features(Features(block: 1))
      }
      return .convolution(index, hasReLU: true)
    case .expands(let fire): return .features(Features(block: fires[fire].number))
    // Nothing is below zero there.
    case .convolution(_, true), .average, .answer: return value
    case .features(let features) where features.block == 1 || !hasSignedSum(features): return value
    case .logits where conv10?.hasReLU == true: return value
    default: return differs("a ReLU", node)
    }
  }

  private func hasSignedSum(_ features: Features) -> Bool {
    features.isSum && fires.contains { $0.number == features.block && $0.bypass == .convolution }
  }

  private mutating func pool(_ node: GraphNode, _ tensor: inout Tensor, _ window: GraphWindow) {
    defer { tensor.border = .none }
    // What is pooled is nowhere below zero: a border of zeros never wins.
    guard window.dilation == [1, 1], let (side, stride) = window.square, side == 3, stride == 2,
      case .features(var features) = tensor.value, !features.isPooled,
      let padding = window.padding(within: tensor.border)
    else {
      tensor.value = differs("a pooling over \(window.text) pixels", node)
      return
    }
    guard let size = geometry.pool(tensor.size, padding, roundsUp: window.roundsUp) else {
      let border = padding.map { " with a border of \($0.display)" } ?? ""
      tensor.value = differs("a pooling of \(tensor.size) pixels\(border)", node)
      return
    }
    features.isPooled = true
    poolingAfter.insert(features.block)
    (tensor.value, tensor.size) = (.features(features), size)
  }

  private mutating func concatenation(_ node: GraphNode, _ values: [Value]) -> Value {
    if values.count == 1 { return values[0] }
    guard values.count == 2, case .convolution(let one, let hasReLU) = values[0],
      case .convolution(let other, hasReLU) = values[1],
      case .convolution(let squeeze, true) = steps[one].source,
      steps[other].source == steps[one].source,
      case .features(let source) = steps[squeeze].source,
      [steps[one].side, steps[other].side].sorted() == [1, 3],
      !fires.contains(where: { $0.source.block == source.block })
    else {
      return differs("a concatenation of what are no two expands of a fire block", node)
    }
    let isTurned = steps[one].side == 3
    fires.append(
      Fire(
        squeeze: squeeze, expand1x1: isTurned ? other : one, expand3x3: isTurned ? one : other,
        isExpand3x3First: isTurned, source: source))
    return hasReLU
      ? .features(Features(block: source.block + 1)) : .expands(fires.count - 1)
  }

  private mutating func addition(_ node: GraphNode, _ values: [Value]) -> Value {
    for (sum, other) in values.count == 2 ? [(0, 1), (1, 0)] : [] {
      guard case .features(var features) = values[sum], !features.isSum, !features.isPooled,
        let place = fires.firstIndex(where: { $0.number == features.block }),
        fires[place].bypass == nil
      else { continue }
      switch values[other] {
      case .features(fires[place].source): fires[place].bypass = .identity
      case .convolution(let index, false)
      where steps[index].source == .features(fires[place].source) && isSqueeze(index):
        (fires[place].bypass, fires[place].bypass1x1) = (.convolution, index)
      default: continue
      }
      features.isSum = true
      return .features(features)
    }
    return differs("a residual block", node)
  }

  private mutating func fullyConnected(
    _ node: GraphNode, _ value: Value, _ kernel: StoredArray, _ bias: StoredArray?
  ) -> Value {
    guard case .average(let features) = value, conv10 == nil, kernel.shape.count == 4,
      kernel.shape[2...] == [1, 1], kernel.shape.allSatisfy((1...Architecture.classLimit).contains)
    else {
      return differs("a fully connected layer", node)
    }
    // An average of products is the product of the average.
    steps.append(
      Step(name: node.name, kernel: kernel, bias: bias, source: .features(features)))
    conv10 = (steps.count - 1, false)
    return .logits
  }

  private mutating func average(_ node: GraphNode, _ value: Value) -> Value {
    switch value {
    case .features(let features): return .average(features)
    case .convolution(let index, let hasReLU):
      guard case .features = steps[index].source, conv10 == nil else { break }
      conv10 = (index, hasReLU)
      return .logits
    case .average, .logits: return value
    default: break
    }
    return differs("an average over all pixels", node)
  }

  private mutating func scaling(
    _ node: GraphNode, _ value: Value, _ scale: StoredArray?, _ shift: StoredArray?
  ) -> Value {
    switch value {
    case .image(let preparation):
      if let scaled = preparation.scaled(by: scale, adding: shift) { return .image(scaled) }
    case .convolution(let index, false):
      let step = steps[index]
      guard
        [scale, shift].allSatisfy({ $0.map { [1, step.outputs].contains($0.count) } ?? true }),
        step.scalings < 4
      else { break }
      return add(
        Step(
          name: step.name, kernel: step.kernel.scaled(by: scale),
          bias: (step.bias ?? .zeros(step.outputs)).scaled(by: scale, adding: shift),
          source: step.source, stride: step.stride, padding: step.padding,
          scalings: step.scalings + 1))
    default: break
    }
    return differs("a scaling", node)
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
