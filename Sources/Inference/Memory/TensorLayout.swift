import SqueezeNet

/// The place of every layer's output, known before any memory is taken: the block that it lies in,
/// and the floats of each block. Both expands of a fire block lie in that of its concatenation.
///
/// Where outputs are not looked at afterwards, a block goes to a later layer once the last layer
/// that reads it has run, so that a pass stays in the caches. Only tensors without a border share: a
/// border has to stay zero.
struct TensorLayout {
  /// Floats of each block.
  private(set) var blocks: [Int] = []
  /// The block of each layer, in the order of `Network.layers`.
  private(set) var blockOfLayer: [Int] = []
  /// Blocks that a later layer may have.
  private var free: [Int] = []

  /// - Parameters:
  ///   - keepsAll: Every output has a block of its own.
  ///   - border: The pixels that the readers of a layer's output need around it.
  init(_ network: Network, keepsAll: Bool, border: (LayerInput) -> Padding) {
    var concatenations: [Int: Int] = [:]
    let lastReaders = Self.lastReaders(network)
    for layer in network.layers {
      let fire = layer.concatenated
      if let fire, let whole = concatenations[fire.number] {
        blockOfLayer.append(whole)
      } else {
        let padding = border(.layer(layer.index))
        let count = Tensor.floats(
          shape: layer.outputShape, parts: network.parts(of: layer.index), border: padding)
        let block = take(count, shared: !keepsAll && Self.shares(layer, padding))
        if let fire { concatenations[fire.number] = block }
        blockOfLayer.append(block)
      }
      guard !keepsAll else { continue }
      for index in blockOfLayer.indices where lastReaders[index] == layer.index {
        let source = network.layers[index]
        // A concatenation stands for its halves.
        let isHalf = source.concatenatedChannels != nil
        if !isHalf, Self.shares(source, border(.layer(index))) { free.append(blockOfLayer[index]) }
      }
    }
  }

  /// The smallest free block that is large enough, or a new one.
  private mutating func take(_ count: Int, shared: Bool) -> Int {
    let fitting = free.indices.filter { shared && blocks[free[$0]] >= count }
    if let best = fitting.min(by: { blocks[free[$0]] < blocks[free[$1]] }) {
      return free.remove(at: best)
    }
    blocks.append(count)
    return blocks.count - 1
  }

  /// For each layer the last one that reads its output; nil when none does.
  private static func lastReaders(_ network: Network) -> [Int?] {
    var readers = [Int?](repeating: nil, count: network.layers.count)
    for layer in network.layers {
      for case .layer(let index) in layer.inputs { readers[index] = layer.index }
    }
    return readers
  }

  /// A padded 1×1 convolution has written its border once and for all.
  private static func shares(_ layer: Layer, _ border: Padding) -> Bool {
    border.isEmpty && layer.convolution.map { $0.kernel > 1 || $0.padding.isEmpty } != false
  }
}

extension Layer {
  /// The fire block whose concatenation the output is, or is one half of.
  var concatenated: FireBlock? { isConcatenation || concatenatedChannels != nil ? fire : nil }
}
