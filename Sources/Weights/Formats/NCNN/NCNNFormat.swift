import Files
import SqueezeNet

/// ncnn: the graph as text in `.param`, the arrays end to end in `.bin`. Either one is given; the other
/// lies beside it.
enum NCNNFormat: WeightsFormat {
  static let name = "ncnn"
  static let fileExtensions = ["param", "bin"]

  /// Text with ncnn's number; or arrays, of which those in 16 bits have a mark, and those in 32 bits
  /// only zeros and the text beside them.
  static func matches(_ source: WeightsSource) -> Bool {
    let head = source.head
    if head.starts(with: "7767517".utf8) || isHalf(head) { return true }
    guard head.starts(with: [0, 0, 0, 0]), let name = other(source, ".bin", ".param"),
      let text = try? source.sibling(name)
    else { return false }
    return text.head.starts(with: "7767517".utf8)
  }

  private static func isHalf(_ head: [UInt8]) -> Bool { head.starts(with: [0x47, 0x6B, 0x30, 1]) }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let isText = source.head.starts(with: "7767517".utf8)
    let name = isText ? other(source, ".param", ".bin") : other(source, ".bin", ".param")
    let beside = try name.map { name throws(WeightsError) in try source.sibling(name) } ?? nil
    guard let beside else {
      throw .unsupported(
        isText
          ? "an ncnn network without its arrays: put the .bin beside it, under the same name"
          : "ncnn's arrays without the network: put the .param beside them, under the same name")
    }
    let (text, arrays) = isText ? (source, beside) : (beside, source)
    guard text.count <= 1 << 20,
      let lines = String(validating: try text.whole(), as: UTF8.self)?.split(
        whereSeparator: \.isNewline)
    else { throw .malformed("an ncnn network that is no text") }
    return try NCNNGraph(lines, ByteReader(try arrays.whole())).graph.weights()
  }

  /// The file's name with another ending.
  private static func other(_ source: WeightsSource, _ ending: String, _ new: String) -> String? {
    let name = source.path.name.description
    return name.hasSuffix(ending) ? String(name.dropLast(ending.utf8.count)) + new : nil
  }
}

/// Turns ncnn's layers into the nodes of a `NetworkGraph`. Numbers of parameters are those of its
/// documentation.
struct NCNNGraph {
  private struct Layer {
    let type: String
    let name: String
    let inputs: [String]
    let outputs: [String]
    let parameters: [Int: Float]
    let lists: [Int: [Int]]

    func integer(_ key: Int, or usual: Int = 0) -> Int {
      parameters[key].map { Int(exactly: $0) ?? -1 } ?? usual
    }
  }

  private(set) var graph = NetworkGraph(input: "", outputs: [])
  private var reader: ByteReader
  private var constants: [String: StoredArray] = [:]
  /// True behind a layer whose arrays are not known: what follows in the file cannot be found.
  private var isLost = false

  init(_ lines: [Substring], _ reader: ByteReader) throws(WeightsError) {
    self.reader = reader
    graph.producer = "ncnn"
    // The number, then how many layers and values there are.
    guard lines.count <= NetworkGraph.nodeLimit else {
      throw .unsupported(
        "a network of more than \(NetworkGraph.nodeLimit) layers: a SqueezeNet has some 70")
    }
    for line in lines.dropFirst(2) { try add(Self.layer(line)) }
    if !isLost, self.reader.left > 0 { throw .trailingBytes(self.reader.left) }
    graph.outputs.reverse()
  }

  private static func layer(_ line: Substring) throws(WeightsError) -> Layer {
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 4, let inputs = Int(words[2]), let outputs = Int(words[3]),
      (0...64).contains(inputs), (0...64).contains(outputs), words.count >= 4 + inputs + outputs
    else { throw .malformed("an ncnn layer that is not understood: \(String(line).printable)") }
    var parameters: [Int: Float] = [:]
    var lists: [Int: [Int]] = [:]
    for word in words.dropFirst(4 + inputs + outputs) {
      let sides = word.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let key = Int(sides[0]), abs(key) < 100_000 else { continue }
      if key <= -23300 {
        // The first number says how many follow.
        lists[-23300 - key] = sides[1].split(separator: ",").dropFirst().compactMap { Int($0) }
      } else {
        parameters[key] = Float(sides[1])
      }
    }
    let names = words[4...]
    return Layer(
      type: words[0], name: words[1], inputs: Array(names.prefix(inputs)),
      outputs: Array(names.dropFirst(inputs).prefix(outputs)), parameters: parameters, lists: lists)
  }

  private mutating func add(_ layer: Layer) throws(WeightsError) {
    guard let output = layer.outputs.first else { return }
    if layer.type == "Input" {
      graph.input = output
      graph.inputSize = InputSize(accepted: layer.integer(1), by: layer.integer(0))
      return
    }
    if layer.type == "MemoryData" {
      let shape = [2, 1, 0].map { layer.integer($0) }.filter { $0 != 0 }
      constants[output] = try floats(shape, layer.name)
      return
    }
    if layer.type == "Split" {
      for output in layer.outputs {
        graph.nodes.append(GraphNode(layer.name, .identity, layer.inputs, output))
      }
      return
    }
    // Caffe's networks keep their names; pnnx gives numbers.
    if layer.name == "conv1" { graph.usualPreprocessing = .caffe }
    let operation = try operation(layer)
    let inputs = layer.inputs.filter { constants[$0] == nil }
    graph.outputs.append(output)
    let isFused = ["Convolution", "InnerProduct"].contains(layer.type) && layer.integer(9) != 0
    graph.nodes.append(
      GraphNode(layer.name, operation, inputs, isFused ? "\(output) linear" : output))
    guard isFused else { return }
    let activation: GraphNode.Operation =
      layer.integer(9) == 1 ? .relu : .other("an activation other than ReLU")
    graph.nodes.append(GraphNode(layer.name, activation, ["\(output) linear"], output))
  }

  private mutating func operation(_ layer: Layer) throws(WeightsError) -> GraphNode.Operation {
    switch layer.type {
    case "Convolution", "InnerProduct":
      let isLinear = layer.type == "InnerProduct"
      let outputs = layer.integer(0)
      let sides = isLinear ? [1, 1] : [layer.integer(11, or: layer.integer(1)), layer.integer(1)]
      let (area, count) = (
        sides[0].multipliedReportingOverflow(by: sides[1]).partialValue,
        layer.integer(isLinear ? 2 : 6)
      )
      let (square, overflow) = area.multipliedReportingOverflow(by: outputs)
      guard square > 0, !overflow, count > 0, count % square == 0, layer.integer(8) == 0 else {
        isLost = true
        return .other(layer.integer(8) == 0 ? "a convolution of no size" : "kernels in int8")
      }
      let kernel = try kernel([outputs, count / square] + sides, layer.name)
      let bias = layer.integer(isLinear ? 1 : 5) == 1 ? try floats([outputs], layer.name) : nil
      if isLinear { return .fullyConnected(kernel: kernel, bias: bias) }
      var window = window(layer, sides, stride: 3, padding: [4, 14, 15, 16])
      window.dilation = [layer.integer(12, or: layer.integer(2, or: 1)), layer.integer(2, or: 1)]
      return .convolution(window, kernel: kernel, bias: bias)
    case "Pooling":
      let isAverage = layer.integer(0) == 1
      let isWhole = layer.integer(4) == 1 || layer.integer(7) == 1 && layer.integer(8) == 1
      if isWhole, isAverage { return .globalAverage }
      let sides = [layer.integer(11, or: layer.integer(1)), layer.integer(1)]
      var window = window(layer, sides, stride: 2, padding: [3, 13, 14, 15])
      let mode = layer.integer(5)
      window.roundsUp = mode == 0
      if mode == 2 { window.padding = nil }
      return mode <= 2
        ? isAverage ? .averagePooling(window) : .maxPooling(window)
        : .other("a pooling with SAME_LOWER")
    case "ReLU" where layer.parameters[0] ?? 0 == 0: return .relu
    case "Concat" where [0, -3].contains(layer.integer(0)): return .concatenation
    case "Softmax": return .softmax
    case "Sigmoid": return .sigmoid
    case "Eltwise" where layer.integer(0) == 1: return .addition
    case "BinaryOp":
      let names = ["Add", "Sub", "Mul", "Div"]
      guard names.indices.contains(layer.integer(0)) else { break }
      let place = layer.inputs.firstIndex { constants[$0] != nil }
      var constant = place.flatMap { constants[layer.inputs[$0]] }
      if layer.integer(1) == 1, let value = layer.parameters[2] {
        constant = StoredArray(shape: []) { [value] }
      }
      let name = names[layer.integer(0)]
      guard let constant else { return name == "Add" ? .addition : .other("a BinaryOp") }
      return .arithmetic(name, constant, isSecond: place != 0) ?? .other("a BinaryOp")
    case "BatchNorm":
      let count = [layer.integer(0)]
      let scale = try floats(count, layer.name)
      let (mean, variance) = (try floats(count, layer.name), try floats(count, layer.name))
      return .normalization(
        scale: scale, bias: try floats(count, layer.name), mean: mean, variance: variance,
        epsilon: Double(layer.parameters[1] ?? 0))
    case "Scale" where layer.integer(0) > 0:
      let scale = try floats([layer.integer(0)], layer.name)
      return .scaling(
        scale: scale,
        shift: layer.integer(1) == 1 ? try floats([layer.integer(0)], layer.name) : nil)
    case "Reduction" where layer.integer(0) == 3 && layer.lists[3] == [1, 2]: return .globalAverage
    case "Dropout", "Noop", "Flatten", "Reshape", "Squeeze", "ExpandDims": return .identity
    default: break
    }
    isLost = true
    return .other("a layer of type \(layer.type.printable)")
  }

  /// - Parameter padding: the numbers of left, top, right and bottom.
  private func window(_ layer: Layer, _ sides: [Int], stride: Int, padding: [Int]) -> GraphWindow {
    var window = GraphWindow(kernel: sides)
    let width = layer.integer(stride, or: 1)
    window.stride = [layer.integer(10 + stride, or: width), width]
    let left = layer.integer(padding[0])
    let top = layer.integer(padding[1], or: left)
    window.padding =
      left == -233
      ? nil
      : Padding(
        top: top, left: left, bottom: layer.integer(padding[3], or: top),
        right: layer.integer(padding[2], or: left))
    return window
  }

  // MARK: Arrays

  /// The next values, which have no mark.
  private mutating func floats(_ shape: [Int], _ name: String) throws(WeightsError) -> StoredArray {
    try array(shape, name, .float32)
  }

  /// The next kernel, behind the mark of its type.
  private mutating func kernel(_ shape: [Int], _ name: String) throws(WeightsError) -> StoredArray {
    guard !isLost else { return try array(shape, name, .float32) }
    switch try reader.uint32() {
    case 0: return try array(shape, name, .float32)
    case 0x0130_6B47: return try array(shape, name, .float16)
    default: throw .unsupportedType(array: name, type: "int8 or a table")
    }
  }

  private mutating func array(_ shape: [Int], _ name: String, _ type: SafetensorsElement)
    throws(WeightsError) -> StoredArray
  {
    guard !isLost else { return StoredArray(shape: shape, name: name) { [] } }
    guard let count = NPYHeader.count(of: shape, upTo: SizeLimit.weights) else {
      throw .malformed("array \(name.printable) of more values than a file can hold")
    }
    let bytes = try reader.slice(count * type.byteCount)
    // What follows begins at a multiple of four.
    _ = try reader.slice((4 - count * type.byteCount % 4) % 4)
    let typeName = type == .float16 ? "float16" : "float32"
    graph.stored.append(StoredFact(name: name, shape: shape, type: typeName))
    return StoredArray(shape: shape, name: name, type: typeName) { type.floats(bytes) }
  }
}
