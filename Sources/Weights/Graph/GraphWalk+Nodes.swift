import SqueezeNet

/// What each kind of node makes of the values that it reads.
extension GraphWalk {
  mutating func convolve(
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

  mutating func relu(_ node: GraphNode, _ value: Value) -> Value {
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

  mutating func pool(_ node: GraphNode, _ tensor: inout Tensor, _ window: GraphWindow) {
    defer { tensor.border = .none }
    // What is pooled is nowhere below zero: a border of zeros never wins.
    guard window.dilation == [1, 1], let (side, stride) = window.square, side == 3, stride == 2
    else {
      tensor.value = differs("a pooling over \(window.text) pixels", node)
      return
    }
    guard case .features(var features) = tensor.value, !features.isPooled,
      let padding = window.padding(within: tensor.border)
    else {
      tensor.value = differs("a pooling where SqueezeNet has none", node)
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

  mutating func concatenation(_ node: GraphNode, _ values: [Value]) -> Value {
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

  mutating func addition(_ node: GraphNode, _ values: [Value]) -> Value {
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

  mutating func fullyConnected(
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

  mutating func average(_ node: GraphNode, _ value: Value) -> Value {
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

  mutating func scaling(
    _ node: GraphNode, _ value: Value, _ scale: StoredArray?, _ shift: StoredArray?
  ) -> Value {
    switch value {
    case .image(let preparation):
      if let scaled = preparation.scaled(by: scale, adding: shift) { return .image(scaled) }
    case .convolution(let index, false):
      if let scaled = scaled(steps[index], scale, shift) { return add(scaled) }
    case .logits:
      guard let last = conv10, !last.hasReLU, let scaled = scaled(steps[last.step], scale, shift)
      else { break }
      steps.append(scaled)
      conv10 = (steps.count - 1, false)
      return .logits
    default: break
    }
    return differs("a scaling", node)
  }

  /// The same convolution with other channels; nil where there are not as many values as channels.
  private func scaled(_ step: Step, _ scale: StoredArray?, _ shift: StoredArray?) -> Step? {
    guard [scale, shift].allSatisfy({ $0.map { [1, step.outputs].contains($0.count) } ?? true }),
      step.scalings < 4
    else { return nil }
    return Step(
      name: step.name, kernel: step.kernel.scaled(by: scale),
      bias: (step.bias ?? .zeros(step.outputs)).scaled(by: scale, adding: shift),
      source: step.source, stride: step.stride, padding: step.padding, scalings: step.scalings + 1)
  }
}
