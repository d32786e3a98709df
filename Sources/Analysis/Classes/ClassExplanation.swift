import Inference
import SqueezeNet
import Weights

/// The parts of one class's score on one photo, exactly; or those by which its score is above
/// another class's, which are the differences of both classes' parts.
///
/// conv10 is a 1×1 convolution whose map of a class, averaged over all pixels, is the class's
/// logit. So with P pixels in the map, weight w of a channel and activation f of fire9 (the layer
/// that conv10 reads), the logit is
///
///     Σ over channels  w[channel] · (Σ over open pixels f[pixel, channel]) / P   contributions
///     + bias · (open pixels) / P                                                 biasShare
///
/// An *open* pixel is one that conv10's ReLU lets through; without a ReLU (geometry `keras`) all
/// are. In geometry `caffe` v1.0's map has a border that sees no fire9 pixel, only the bias: it
/// counts in P and in the bias's share. The sum differs from the engine's logit by rounding alone.
public struct ClassExplanation: Sendable, Hashable {
  /// From 0.
  public let classIndex: Int
  /// The engine's global average for the class, before the softmax.
  public let logit: Float
  /// Softmax output, 0 … 1.
  public let probability: Float
  /// 1 for the strongest class; of equals the lower index is ahead.
  public let rank: Int
  /// conv10's output for the class, height × width × 1: its class activation map. The first of a
  /// sigmoid's two answers has the second's, its sign turned.
  public private(set) var map: Activation
  /// The same before the ReLU, so that evidence against the class shows too; the same values where
  /// there is no ReLU. Computed here, in double precision, from fire9's output.
  public private(set) var preActivation: Activation
  /// The amount that each channel of fire9 adds to the logit, by channel.
  public private(set) var contributions: [Double]
  /// The amount that conv10's bias adds to the logit.
  public private(set) var biasShare: Double
  /// Pixels of the map that the ReLU lets through; all of them where there is none.
  public let openPixels: Int
  /// Pixels of the map.
  public let pixels: Int
  /// The class that it is compared with, if any: map, contributions and the bias's share are then
  /// those of the class minus those of the rival; all else is the class's own.
  public private(set) var rival: Rival?

  /// A class that another one is compared with.
  public struct Rival: Sendable, Hashable {
    public let classIndex: Int
    public let logit: Float
    public let probability: Float
    public let rank: Int
    public let openPixels: Int
  }

  /// Returns what speaks for the class rather than for another one of the same pass.
  public func against(_ other: ClassExplanation) -> ClassExplanation {
    func difference(_ a: Activation, _ b: Activation) -> Activation? {
      Activation(shape: a.shape, values: zip(a.values, b.values).map { $0 - $1 })
    }
    var result = self
    result.rival = Rival(
      classIndex: other.classIndex, logit: other.logit, probability: other.probability,
      rank: other.rank, openPixels: other.openPixels)
    result.contributions = zip(contributions, other.contributions).map { $0 - $1 }
    result.biasShare -= other.biasShare
    result.map = difference(map, other.map) ?? map
    result.preActivation = difference(preActivation, other.preActivation) ?? preActivation
    return result
  }

  /// The engine's logit, less the rival's where there is one.
  public var score: Double { Double(logit) - Double(rival?.logit ?? 0) }
  /// Contributions and the bias's share together: the score, but for rounding.
  public var sum: Double { contributions.reduce(biasShare, +) }
  /// `sum` minus the engine's score: rounding, below 1e-4 for logits of a usual size.
  public var difference: Double { sum - score }
  /// fire9's channels by contribution, what speaks most for the class first; of equals the lower
  /// channel first.
  public var channelsByContribution: [Int] {
    contributions.indices.sorted { (-contributions[$0], $0) < (-contributions[$1], $1) }
  }

  /// - Parameter activation: a complete pass's output of a layer by index; nil where there is none.
  /// - Returns: nil for a class that does not exist, weights of another architecture, and where an
  ///   output that is needed (that conv10 reads, conv10's, the logits, the answer) is missing or of another shape.
  public init?(
    class index: Int, network: Network, weights: ModelWeights, activation: (Int) -> Activation?
  ) {
    guard let (own, sign) = network.logit(ofClass: index),
      network.architecture == weights.architecture, let place = ConvolutionTen(network),
      let source = place.output(of: place.source, activation),
      let output = place.output(of: place.layer, activation),
      let logits = place.output(of: place.average, activation)?.values,
      let probabilities = place.output(of: place.softmax, activation)?.values,
      let values = weights.convolutions[place.layer.name]
    else { return nil }
    let map = output.map(channel: own)
    let padding = place.convolution.padding
    let columns = output.shape.width
    let depth = place.convolution.inputChannels
    let kernel = values.kernel[own * depth..<(own + 1) * depth].map { Double($0) }
    let bias = Double(values.bias[own])
    var sums = [Double](repeating: 0, count: depth)
    var before = [Float](repeating: Float(bias), count: map.count)
    var open = 0
    for (pixel, value) in map.enumerated() {
      let isOpen = !place.convolution.relu || value > 0
      if isOpen { open += 1 }
      let row = pixel / columns - padding.top
      let column = pixel % columns - padding.left
      guard (0..<source.shape.height).contains(row), (0..<source.shape.width).contains(column)
      else { continue }
      let start = (row * source.shape.width + column) * depth
      var total = bias
      for channel in 0..<depth {
        let input = Double(source.values[start + channel])
        total += kernel[channel] * input
        if isOpen { sums[channel] += input }
      }
      before[pixel] = Float(total)
    }
    let count = Double(max(1, map.count))
    let shape = Shape(height: output.shape.height, width: columns, channels: 1)
    let signed = sign < 0 ? (map.map { -$0 }, before.map { -$0 }) : (map, before)
    guard let map = Activation(shape: shape, values: signed.0),
      let preActivation = Activation(shape: shape, values: signed.1)
    else { return nil }
    classIndex = index
    logit = Float(sign) * logits[own]
    probability = probabilities[index]
    rank = Self.rank(of: index, in: probabilities)
    self.map = map
    self.preActivation = preActivation
    contributions = zip(kernel, sums).map { sign * $0 * $1 / count }
    biasShare = sign * bias * Double(open) / count
    openPixels = open
    pixels = map.values.count
  }

  /// Indices of the layers whose outputs an explanation needs: the one that conv10 reads, conv10,
  /// avgpool10, softmax. Empty for a network that has them not.
  public static func layers(of network: Network) -> [Int] {
    ConvolutionTen(network).map { [$0.source, $0.layer, $0.average, $0.softmax].map(\.index) } ?? []
  }

  /// Which of the contributions are a layer's channels: all for the layer that conv10 reads, a
  /// half for each of its expands; nil for layers that reach the logit only through others.
  public static func parts(of layer: Layer, in network: Network) -> Range<Int>? {
    guard let source = ConvolutionTen(network)?.source else { return nil }
    if layer.index == source.index { return 0..<layer.outputShape.channels }
    return source.isConcatenation && layer.fire == source.fire ? layer.concatenatedChannels : nil
  }

  /// Place of a class among all, 1 the strongest, in the order of `Prediction.top`.
  public static func rank(of index: Int, in probabilities: [Float]) -> Int {
    guard probabilities.indices.contains(index) else { return probabilities.count }
    let own = probabilities[index]
    return 1
      + probabilities.indices.count { other in
        probabilities[other] > own || (probabilities[other] == own && other < index)
      }
  }
}

/// conv10 and its surroundings, checked.
private struct ConvolutionTen {
  let layer: Layer
  let convolution: Convolution
  let source: Layer
  let average: Layer
  let softmax: Layer

  init?(_ network: Network) {
    guard let layer = network.conv10, let convolution = layer.convolution,
      convolution.kernel == 1, case .layer(let input)? = layer.inputs.first,
      let source = network.layer(at: input), let average = network.logits,
      let softmax = network.answer
    else { return nil }
    self.layer = layer
    self.convolution = convolution
    self.source = source
    self.average = average
    self.softmax = softmax
  }

  /// A layer's output if it is there and has the layer's shape.
  func output(of layer: Layer, _ activation: (Int) -> Activation?) -> Activation? {
    activation(layer.index).flatMap { $0.shape == layer.outputShape ? $0 : nil }
  }
}
