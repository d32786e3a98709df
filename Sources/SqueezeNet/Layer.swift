/// The source of a layer: the prepared image, or earlier layers by their index.
public enum LayerInput: Sendable, Hashable {
  case image
  case layer(Int)
}

/// One layer of a network at a fixed input size. Everything that the table, the plan, the counts,
/// the CSV and the tests say about a layer comes from here.
public struct Layer: Sendable, Hashable, Identifiable {
  /// Position in `Network.layers`, which is the order of execution.
  public let index: Int
  /// The field's name: `conv1`, `fire2/squeeze1x1`, `fire2` (the concatenation), …, `softmax`.
  public let name: String
  public let operation: LayerOperation
  /// One input, or two for a concatenation and an addition.
  public let inputs: [LayerInput]
  public let inputShape: Shape
  public let outputShape: Shape
  /// The fire block that it belongs to, if any.
  public let fire: FireBlock?
  /// Nil for layers that see the whole image (avgpool10, softmax).
  public let receptiveField: ReceptiveField?

  public var id: Int { index }

  /// The convolution, if that is what the layer is.
  public var convolution: Convolution? {
    if case .convolution(let convolution) = operation { convolution } else { nil }
  }

  /// True for the concatenation of a fire block.
  public var isConcatenation: Bool { operation == .concatenation }

  /// True for the layer that ends a fire block: its concatenation, or the sum with its bypass.
  public var isFireOutput: Bool {
    fire.map { name == ($0.bypass == nil ? $0.name : $0.bypassName) } ?? false
  }

  /// The channels of its block's concatenation that an expand computes; nil for other layers.
  public var concatenatedChannels: Range<Int>? { fire?.channels(of: name) }

  /// True where the output is one value a channel.
  public var isVector: Bool {
    switch operation {
    case .globalAveragePooling, .softmax, .sigmoid: true
    case .convolution, .maxPooling, .concatenation, .addition: false
    }
  }

  /// Kernel values and biases; 0 for layers without weights.
  public var parameters: Int { convolution?.parameters ?? 0 }

  /// Multiply-accumulates of the convolution as defined, products with padding included;
  /// 0 for other layers.
  public var macs: Int {
    guard let convolution else { return 0 }
    return outputShape.height * outputShape.width * convolution.kernelCount
  }

  /// Size of the output in float32, in bytes.
  public var activationBytes: Int { outputShape.count * 4 }

  /// Last part of the name, as it stands inside an unfolded fire block.
  public var shortName: String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// `7x7`, `3x3`, or empty for layers without a window.
  public var kernelName: String { operation.kernel.map { "\($0)x\($0)" } ?? "" }
}
