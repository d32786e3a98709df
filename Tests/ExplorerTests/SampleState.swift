import Inference
import SqueezeNet
import Weights

@testable import Analysis
@testable import Explorer
@testable import Reports
@testable import TerminalUI

/// States of a made-up pass: times follow from the arithmetic, maps are a bright disc that wanders
/// with the channel.
enum SampleState {
  /// Seeded weights of either architecture, made once.
  static func weights(_ architecture: Architecture = .v10) throws -> ModelWeights {
    try (architecture == .v10 ? v10 : v11).get()
  }
  private static let v10 = Result { try ModelWeights.glorot(architecture: .v10) }
  private static let v11 = Result { try ModelWeights.glorot(architecture: .v11) }

  static let many = TerminalDescription(width: 80, height: 24, colors: .many, unicode: true)

  static func network(
    _ architecture: Architecture = .v10, _ paddingConvention: PaddingConvention = .caffe
  ) throws
    -> Network
  {
    try Network(architecture: architecture, paddingConvention: paddingConvention)
  }

  /// The image is there, nothing is computed.
  static func opening(
    terminal: TerminalDescription = many, trained: Bool = true, network: Network? = nil,
    images: [String] = ["photos/coffee.jpg"], weights: ModelWeights? = nil
  ) throws -> State {
    let network = try network ?? Self.network()
    let model = ModelDescription(
      network: network, isTrained: trained,
      weightsName: trained ? "squeezenet.net" : "untrained, seed 0", threads: 2,
      kernels: "AVX2+FMA", weights: weights)
    var state = State.initial(model: model, terminal: terminal, imagePaths: images)
    state.message = nil
    let side = network.size
    let pixels = (0..<side.height * side.width).flatMap { index -> [UInt8] in
      let (y, x) = (index / side.width, index % side.width)
      return [UInt8(x * 255 / side.width), UInt8(y * 255 / side.height), 96]
    }
    if !state.images.isEmpty {
      state.images[0].status = .loaded(
        LoadedImage(width: 600, height: 400, damage: nil, pixels: pixels))
    }
    return state
  }

  /// Layers before `frontier` are done.
  static func pass(_ state: State, to frontier: Int) -> State {
    var state = state
    state.pass.frontier = frontier
    for layer in state.network.layers.prefix(frontier) {
      state.pass.results[layer.index] = result(of: layer)
    }
    if frontier == state.network.layers.count {
      state.pass.top = [
        Prediction(index: 967, probability: 0.902), Prediction(index: 968, probability: 0.0613),
        Prediction(index: 504, probability: 0.0211), Prediction(index: 960, probability: 0.0047),
        Prediction(index: 923, probability: 0.0008),
      ]
      state.pass.probabilities = [Float](repeating: 1e-5, count: 1000)
      for prediction in state.pass.top {
        state.pass.probabilities[prediction.index] = prediction.probability
      }
      state.whatIf.before = state.pass.probabilities
    }
    return state
  }

  static func select(_ name: String, in state: State) -> State {
    var state = state
    guard let layer = state.network.layer(named: name) else { return state }
    if let fire = layer.fire, !layer.isFireOutput { state.table.unfolded.insert(fire.number) }
    state.table.selection =
      layer.isFireOutput ? .block(layer.fire?.number ?? 0) : .layer(layer.index)
    state.map.activation = activation(layer.outputShape).map {
      HeldActivation(layer: layer.index, activation: $0)
    }
    return state
  }

  /// With surveys of what is done: every fourth channel of a layer is dead.
  static func surveyed(_ state: State) -> State {
    var state = state
    for layer in state.network.layers.prefix(state.pass.frontier) {
      guard
        let output = Activation(
          shape: Shape(height: 1, width: 100, channels: 1), values: values(of: layer))
      else { continue }
      let channels = layer.outputShape.channels
      let isKernel = layer.convolution != nil
      state.activity.surveys[layer.index] = LayerSurvey(
        activity: LayerActivity(
          layer: layer.index, channels: channels,
          deadChannels: Array(stride(from: 3, to: channels, by: 4)),
          zeroShare: result(of: layer).statistics.zeroShare,
          weightZeroShare: isKernel ? 0.334 : nil,
          paperZeroShare: PaperSparsity.keptShare(of: layer, in: state.network.architecture)
            .map { 1 - $0 }),
        output: output)
    }
    return state
  }

  private static func values(of layer: Layer) -> [Float] {
    let zeros = 40 + layer.index % 7 * 5
    return (0..<100).map { $0 < zeros ? 0 : Float($0 - zeros) * 0.237 }
  }

  static func result(of layer: Layer) -> LayerResult {
    let nanoseconds = 12_000 + layer.macs / 95 + layer.activationBytes / 40
    return LayerResult(
      layer: layer.index, nanoseconds: UInt64(nanoseconds),
      statistics: ActivationStatistics(of: values(of: layer)))
  }

  static func activation(_ shape: Shape) -> Activation? {
    var values = [Float](repeating: 0, count: shape.count)
    for y in 0..<shape.height {
      for x in 0..<shape.width {
        for channel in 0..<shape.channels {
          let row = (Float(y) + 0.5) / Float(shape.height) - 0.2 - Float(channel % 5) * 0.15
          let column = (Float(x) + 0.5) / Float(shape.width) - 0.2 - Float(channel % 3) * 0.3
          let value = 14.21 * (1 - 6 * (row * row + column * column))
          values[(y * shape.width + x) * shape.channels + channel] = max(0, value)
        }
      }
    }
    if shape.height == 1, shape.width == 1 {
      for channel in 0..<shape.channels { values[channel] = channel == 967 ? 0.902 : 0.0001 }
    }
    return Activation(shape: shape, values: values)
  }

  /// Passes that take up to a fifth longer than their arithmetic says, in turn.
  static func timed(_ state: State, passes: Int) -> State {
    var state = state
    for pass in 0..<passes {
      let layers = state.network.layers.map { layer in
        result(of: layer).nanoseconds * UInt64(100 + pass * 7 % 20) / 100
      }
      state.time.window.add(PassTime(layers: layers, total: layers.reduce(2_000, +)))
    }
    if passes > 0 { state.time.peak = 100 }
    return state
  }

  /// Two threads that are 1.8 times as fast as one.
  static var machine: MachineFigures {
    let times = [
      1: [24_000_000, 25_200_000, 26_000_000], 2: [13_000_000, 14_000_000, 17_500_000],
    ]
    return MachineFigures(
      threads: 2, peak: 100, bandwidth: 20,
      passes: times.compactMapValues { TimingSummary(nanoseconds: $0.map(UInt64.init)) })
  }

  static func measurement(_ network: Network) -> Measurement? {
    let layers = network.layers.compactMap { layer -> TimingSummary? in
      let time = result(of: layer).nanoseconds
      return TimingSummary(nanoseconds: [time - time / 10, time, time + time / 5])
    }
    let total = network.layers.reduce(UInt64(0)) { $0 + result(of: $1).nanoseconds }
    return TimingSummary(nanoseconds: [total - total / 20, total, total + total / 10]).map {
      Measurement(layers: layers, total: $0, peak: 100)
    }
  }
}
