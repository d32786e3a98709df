import Inference
import SqueezeNet
import Weights

/// One value of a pass, everything from 0.
public struct ValuePlace: Sendable, Hashable {
  /// By index; nil is the prepared image.
  public let layer: Int?
  public let row: Int
  public let column: Int
  public let channel: Int

  public init(layer: Int?, row: Int, column: Int, channel: Int) {
    (self.layer, self.row, self.column, self.channel) = (layer, row, column, channel)
  }

  /// The largest value of a layer's output, or of one of its channels; of equals the first. Nil
  /// where none is finite.
  public init?(strongestOf activation: Activation, layer: Int?, channel: Int? = nil) {
    let shape = activation.shape
    var best: Int?
    for place in stride(
      from: channel ?? 0, to: activation.values.count, by: channel == nil ? 1 : shape.channels)
    where activation.values[place].isFinite {
      if best.map({ activation.values[place] > activation.values[$0] }) ?? true { best = place }
    }
    guard let best else { return nil }
    let pixel = best / shape.channels
    self.init(
      layer: layer, row: pixel / shape.width, column: pixel % shape.width,
      channel: best % shape.channels)
  }
}

/// How one value of a layer's output came about: from what the layer read and its weights, in
/// double precision.
///
/// A convolution's parts, one for each channel that it reads, and the bias are `sum`; that after the
/// ReLU is `result`, which differs from the engine's value by rounding alone: the engine adds in
/// another order.
public struct ValueTrace: Sendable, Hashable {
  /// Something that the value is made of: a channel that a convolution reads, a value of a window, a
  /// class of a softmax, a summand.
  public struct Part: Sendable, Hashable {
    /// Of the layer that is read, or the class.
    public let channel: Int
    /// A convolution's: the products' sum. An average's: the value over their count. A softmax's:
    /// e^(logit − the largest). Else the value itself.
    public let amount: Double
    /// The values that are read, row by row; nil lies in the padding and counts as 0.
    public let inputs: [Float?]
    /// As many weights; empty where nothing is multiplied.
    public let weights: [Float]
    /// The place of the largest product, or of the one value; nil where there is only padding, and
    /// for the 0 that a sigmoid sets beside its logit.
    public let source: ValuePlace?
  }

  public let place: ValuePlace
  /// Nil for the prepared image.
  public let operation: LayerOperation?
  /// The engine's.
  public let value: Float
  /// The largest magnitude first; of a maximum and of an image in their order. Of equals the first.
  public let parts: [Part]
  /// Nil where there is none.
  public let bias: Double?
  /// All parts and the bias; of a maximum the largest part.
  public let sum: Double
  /// What the layer makes of the sum: after the ReLU, a softmax's quotient, 0 for a channel that is
  /// switched off.
  public let result: Double
  /// True for a channel that is switched off, whatever its sum.
  public let isOff: Bool
  /// Of `parts`, the one that is followed: the largest, of a softmax the class's own. Nil where
  /// nothing is read.
  public let leading: Int?
  /// Σ|products| + |bias|: what rounding is to be compared with.
  public let magnitude: Double
  /// The rows and columns of the input that are read, those in the padding included.
  public let window: PixelRectangle

  public var rounding: Double { Double(value) - result }

  /// - Parameters:
  ///   - ablation: The channels that are off in the pass.
  ///   - activation: Its outputs by layer, of `layers` at least; of nil the prepared image.
  /// - Returns: nil for a place that does not exist, weights of another architecture, and where an
  ///   output is missing or of another shape.
  public init?(
    of place: ValuePlace, network: Network, weights: ModelWeights, ablation: Ablation = Ablation(),
    activation: (Int?) -> Activation?
  ) {
    guard network.architecture == weights.architecture,
      let output = network.output(of: place.layer, activation),
      let value = output.value(row: place.row, column: place.column, channel: place.channel)
    else { return nil }
    let layer = place.layer.flatMap { network.layer(at: $0) }
    var inputs: [(layer: Int?, values: Activation)] = []
    for source in ValueTrace.inputs(of: layer) {
      guard let values = network.output(of: source, activation) else { return nil }
      inputs.append((source, values))
    }
    let reader = ValueReader(place: place, inputs: inputs)
    guard let made = layer.map({ reader.read($0, weights) }) ?? reader.image(output) else {
      return nil
    }
    self.place = place
    operation = layer?.operation
    self.value = value
    isOff = layer.map { ablation.isAblated(place.channel, of: $0.index, in: network) } ?? false
    (parts, bias, sum, leading) = (made.parts, made.bias, made.sum, made.leading)
    result = isOff ? 0 : made.result
    magnitude = made.magnitude
    window = made.window
  }

  /// The layers whose outputs a trace needs, nil for the image: its own and those that it reads; of
  /// a trail of so many steps theirs, too.
  public static func layers(from layer: Int?, in network: Network, steps: Int = 1) -> [Int?] {
    var found: [Int?] = [layer]
    var last = found
    for _ in 0..<min(steps, network.layers.count + 1) where !last.isEmpty {
      last = last.flatMap { inputs(of: $0.flatMap { network.layer(at: $0) }) }
        .filter { !found.contains($0) }
      found += last
    }
    return Array(Set(found))
  }

  private static func inputs(of layer: Layer?) -> [Int?] {
    (layer?.inputs ?? []).map { if case .layer(let index) = $0 { index } else { nil } }
  }

  /// The value and those that it came from, each the leading part of the one before, down to the
  /// image or to what nothing adds to.
  ///
  /// - Parameter steps: How many at most.
  public static func trail(
    from place: ValuePlace, steps: Int, network: Network, weights: ModelWeights,
    ablation: Ablation = Ablation(), activation: (Int?) -> Activation?
  ) -> [ValueTrace] {
    var trail: [ValueTrace] = []
    var next: ValuePlace? = place
    while trail.count < steps, let place = next,
      let trace = ValueTrace(
        of: place, network: network, weights: weights, ablation: ablation, activation: activation)
    {
      trail.append(trace)
      next = trace.leading.flatMap { trace.parts[$0].source }
    }
    return trail
  }
}

extension Network {
  /// A layer's output, of nil the image, if it is there and has the right shape.
  fileprivate func output(of layer: Int?, _ activation: (Int?) -> Activation?) -> Activation? {
    guard let shape = layer.map({ self.layer(at: $0)?.outputShape }) ?? inputShape else {
      return nil
    }
    return activation(layer).flatMap { $0.shape == shape ? $0 : nil }
  }
}
