import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Graphs that are made here, node by node.
@Suite("Graphs")
struct NetworkGraphTests {
  private static func array(_ shape: [Int], seed: Int) -> StoredArray {
    StoredArray(shape: shape) {
      (0..<shape.reduce(1, *)).map { Float(($0 &* 7 &+ seed) % 11) / 16 - 0.25 }
    }
  }

  /// The nodes of a network of the family; those of conv10 and after it are `tail`.
  private static func graph(
    _ architecture: Architecture, _ convention: PaddingConvention = .torchvision
  ) throws -> NetworkGraph {
    let network = try Network(architecture: architecture, paddingConvention: convention)
    var graph = NetworkGraph(
      input: "image", inputSize: network.size, outputs: [network.layers.last?.name ?? ""])
    func value(_ input: LayerInput) -> String {
      switch input {
      case .image: "image"
      case .layer(let index): network.layers[index].name
      }
    }
    for layer in network.layers {
      let inputs = layer.inputs.map(value)
      func add(_ operation: GraphNode.Operation, to output: String = layer.name) {
        graph.nodes.append(GraphNode("the \(output)", operation, inputs, output))
      }
      switch layer.operation {
      case .convolution(let convolution):
        let isSame = convention.conv1 == .same && layer.name == "conv1"
        let window = GraphWindow(
          kernel: [convolution.kernel, convolution.kernel],
          stride: [convolution.stride, convolution.stride],
          padding: isSame ? nil : convolution.padding)
        add(
          .convolution(
            window, kernel: array(convolution.kernelShape, seed: layer.index),
            bias: array([convolution.outputChannels], seed: layer.index)),
          to: convolution.relu ? layer.name + "'" : layer.name)
        if convolution.relu {
          graph.nodes.append(
            GraphNode("the ReLU", .relu, [layer.name + "'"], layer.name))
        }
      case .maxPooling:
        add(
          .maxPooling(
            GraphWindow(
              kernel: [3, 3], stride: [2, 2],
              padding: convention.pooling == .same ? nil : Padding.none,
              roundsUp: convention.pooling == .roundedUp)))
      case .concatenation: add(.concatenation)
      case .addition: add(.addition)
      case .globalAveragePooling: add(.globalAverage)
      case .softmax: add(.softmax)
      case .sigmoid: add(.sigmoid)
      }
    }
    return graph
  }

  private static let conventions =
    PaddingConvention.named + [
      .file(
        size: InputSize(height: 200, width: 240), conv1: .zeros(2), pooling: .roundedDown,
        conv10HasReLU: false, conv10Border: 1)
    ]

  @Test(arguments: FamilyMembers.all, conventions)
  func family(_ member: FamilyMembers.Member, _ convention: PaddingConvention) throws {
    let weights = try Self.graph(member.architecture, convention).weights()
    var expected = member.architecture
    expected.poolingAfter.formIntersection(1...expected.fireBlocks.count + 1)
    #expect(weights.architecture == expected)
    let found = weights.paddingConvention
    // `paper` and `caffe` are one where conv1 is not 7x7.
    if convention != .paper || member.architecture.conv1Kernel == 7 {
      #expect(found == convention || member.architecture.poolingAfter.isEmpty)
    }
    #expect(found.conv1 == convention.conv1 && found.conv10HasReLU == convention.conv10HasReLU)
    #expect(weights.origins.paddingConvention == .file)
    let network = try Network(architecture: member.architecture, paddingConvention: convention)
    for layer in network.layers {
      guard let convolution = layer.convolution else { continue }
      let kernel = try Self.array(convolution.kernelShape, seed: layer.index).values()
      #expect(weights.convolutions[layer.name]?.kernel == kernel)
    }
  }

  /// Rounding up, written as a border of zeros as older exporters have it.
  @Test func roundingAsBorder() throws {
    for (convention, expected) in [
      (PaddingConvention.torchvision, PaddingConvention.PoolingBorder.roundedUp), (.keras, .same),
    ] {
      var graph = try Self.graph(.v10, convention)
      graph.nodes = graph.nodes.map { node in
        guard case .maxPooling(var window) = node.operation else { return node }
        // 112 (or 109), 55, 27 pixels.
        let isEven =
          node.output == "maxpool1" && convention == .keras
          || node.output == "maxpool4" && convention == .keras
        window.padding = isEven ? Padding(top: 0, left: 0, bottom: 1, right: 1) : window.padding
        window.roundsUp = false
        return GraphNode(node.name, .maxPooling(window), node.inputs, node.output)
      }
      let weights = try graph.weights()
      if convention == .keras { #expect(weights.paddingConvention.pooling == expected) }
    }
  }

  private static func preparation(_ nodes: [GraphNode.Operation]) throws -> ModelWeights {
    var graph = try graph(FamilyMembers.small())
    let prepared = nodes.enumerated().map {
      GraphNode("p\($0)", $1, [$0 == 0 ? "pixels" : "p\($0 - 1)"], "p\($0)")
    }
    graph.nodes =
      prepared
      + graph.nodes.map { node in
        GraphNode(
          node.name, node.operation,
          node.inputs.map { $0 == "image" ? "p\(nodes.count - 1)" : $0 }, node.output)
      }
    graph.input = "pixels"
    return try graph.weights()
  }

  private static func values(_ values: [Float]) -> StoredArray {
    StoredArray(shape: [values.count]) { values }
  }

  @Test func preprocessing() throws {
    func name(_ nodes: GraphNode.Operation...) throws -> String {
      let weights = try Self.preparation(nodes)
      #expect(weights.origins.preprocessing == .file)
      return weights.preprocessing.name
    }
    func scaling(_ scale: [Float]?, _ shift: [Float]? = nil) -> GraphNode.Operation {
      .scaling(scale: scale.map(Self.values), shift: shift.map(Self.values))
    }
    let mean: [Float] = [0.485, 0.456, 0.406]
    let deviation: [Float] = [0.229, 0.224, 0.225]
    #expect(try name(scaling([1 / 255])) == "unit")
    #expect(try name(scaling([1 / 127.5], [-1])) == "half")
    #expect(
      try name(scaling(nil, mean.map { -$0 }), scaling(deviation.map { 1 / $0 })) == "torchvision")
    #expect(
      try name(
        scaling([1 / 255]), scaling(nil, mean.map { -$0 }), scaling(deviation.map { 1 / $0 }))
        == "torchvision")
    #expect(try name(scaling(nil, [-104, -117, -123])) == "caffe")
    #expect(
      try name(.channelReversal, scaling(nil, [-103.939, -116.779, -123.68])) == "caffe-exact")
    #expect(try name(scaling(nil, [-123, -117, -104]), .channelReversal) == "caffe")
    #expect(
      try name(scaling([2], [-1]), .channelReversal) == "mean=0.5,std=0.5,order=bgr,scale=255")
    #expect(
      try name(scaling([1 / 64], [-2])) == "mean=128.0,std=64.0,order=rgb,scale=1"
        || name(scaling([1 / 64], [-2])) == "mean=128,std=64,order=rgb,scale=1")
    #expect(throws: WeightsError.self) { try name(scaling([0])) }
    #expect(throws: WeightsError.self) { try name(scaling([1, 2])) }
    let plain = try Self.preparation([.identity])
    #expect(plain.preprocessing == .torchvision && plain.origins.preprocessing == .assumed)
  }

  /// What stands after a convolution is a part of it.
  @Test func scaledConvolution() throws {
    var graph = try Self.graph(FamilyMembers.small())
    let place = try #require(graph.nodes.firstIndex { $0.output == "fire3/squeeze1x1'" })
    let node = graph.nodes[place]
    graph.nodes[place] = GraphNode(node.name, node.operation, node.inputs, "linear")
    graph.nodes.insert(
      GraphNode(
        "bn", .scaling(scale: Self.values([1, 2, 3, 4]), shift: Self.values([5, 6, 7, 8])),
        ["linear"], node.output), at: place + 1)
    let plain = try Self.graph(FamilyMembers.small()).weights()
    let found = try #require(graph.weights().convolutions["fire3/squeeze1x1"])
    let before = try #require(plain.convolutions["fire3/squeeze1x1"])
    #expect(found.bias == zip(before.bias, 1...).map { $0 * Float($1) + Float($1) + 4 })
    #expect(
      found.kernel == before.kernel.enumerated().map { $1 * Float($0 / 16 + 1) })
  }

  /// A linear layer over averaged channels stands for conv10.
  @Test func linearHead() throws {
    var graph = try Self.graph(FamilyMembers.small())
    graph.nodes.removeAll { ["conv10'", "conv10", "avgpool10", "softmax"].contains($0.output) }
    graph.nodes += [
      GraphNode("a", .globalAverage, ["fire5"], "a"), GraphNode("f", .identity, ["a"], "f"),
      GraphNode(
        "g",
        .fullyConnected(
          kernel: Self.array([5, 32, 1, 1], seed: 1), bias: Self.array([5], seed: 2)), ["f"], "g"),
    ]
    graph.outputs = ["g"]
    let weights = try graph.weights()
    #expect(weights.architecture == FamilyMembers.small())
    #expect(!weights.paddingConvention.conv10HasReLU)
  }

  @Test func differences() throws {
    func error(_ change: (inout [GraphNode]) -> Void) throws -> String {
      var graph = try Self.graph(FamilyMembers.small())
      change(&graph.nodes)
      do throws(WeightsError) {
        _ = try graph.weights()
        return ""
      } catch {
        return error.description
      }
    }
    #expect(try error { _ in }.isEmpty)
    func replacing(_ output: String, _ operation: GraphNode.Operation, _ inputs: [String]? = nil)
      throws -> String
    {
      try error { nodes in
        nodes = nodes.map {
          $0.output == output
            ? GraphNode("node 7", operation, inputs ?? $0.inputs, $0.output) : $0
        }
      }
    }
    func convolution(_ shape: [Int], _ change: (inout GraphWindow) -> Void = { _ in })
      -> GraphNode.Operation
    {
      var window = GraphWindow(kernel: Array(shape[2...]))
      change(&window)
      return .convolution(window, kernel: Self.array(shape, seed: 0), bias: nil)
    }
    for (found, words) in [
      (
        try replacing("maxpool1", .maxPooling(GraphWindow(kernel: [2, 2], stride: [2, 2]))),
        "2x2 by 2"
      ),
      (
        try replacing(
          "maxpool1",
          .maxPooling(GraphWindow(kernel: [3, 3], stride: [2, 2], padding: Padding(2)))),
        "border of 2"
      ),
      (try replacing("fire2", .addition), "a residual block (node 7)"),
      (
        try replacing("fire3", .concatenation, ["fire3/expand1x1", "fire2/expand3x3"]),
        "two expands"
      ),
      (try replacing("conv1", .other("a LeakyReLU")), "a LeakyReLU (node 7)"),
      (
        try replacing("avgpool10", .averagePooling(GraphWindow(kernel: [4, 4]))),
        "average pooling over 4x4"
      ),
      (try replacing("conv1'", convolution([12, 3, 3, 3]) { $0.stride = [5, 5] }), "3x3 by 5"),
      (try replacing("conv1'", convolution([12, 3, 3, 3]) { $0.dilation = [2, 2] }), "dilated"),
      (try replacing("conv1'", convolution([12, 1, 3, 3]) { $0.groups = 3 }), "grouped"),
      (try replacing("conv1'", convolution([12, 3, 3, 5])), "3x5"),
      (try replacing("fire2/squeeze1x1'", convolution([4, 12, 3, 3])), "a convolution over 3x3"),
      (try replacing("fire2/expand3x3'", convolution([8, 4, 3, 3])), "a convolution over 3x3"),
      (try replacing("softmax", .sigmoid), "a sigmoid for each of 5 classes"),
      (
        try replacing(
          "avgpool10", .fullyConnected(kernel: Self.array([5, 9, 1, 1], seed: 1), bias: nil)),
        "fully connected layer (node 7)"
      ),
      (try replacing("softmax", .identity, ["fire5"]), "no last convolution"),
      (try replacing("conv1'", convolution([12, 3, 3, 3]), ["elsewhere"]), "elsewhere"),
      (try replacing("fire4/squeeze1x1'", convolution([8, 28, 1, 1]), ["fire3"]), "branches"),
    ] {
      #expect(
        found.contains(words) && !found.isEmpty && !found.contains("damaged"), "\(words): \(found)")
    }
  }
}
