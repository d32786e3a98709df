import Glibc
import Inference
import SqueezeNet
import Weights

/// Reads what one value was computed from, for each kind of layer.
struct ValueReader {
  let place: ValuePlace
  /// What the layer reads, in its order.
  let inputs: [(layer: Int?, values: Activation)]

  /// The findings of a trace.
  struct Made {
    var parts: [ValueTrace.Part]
    var bias: Double?
    var sum: Double
    var result: Double
    var leading: Int?
    var magnitude: Double
    var window: PixelRectangle
  }

  /// - Returns: nil where weights or inputs are missing.
  func read(_ layer: Layer, _ weights: ModelWeights) -> Made? {
    guard let input = inputs.first else { return nil }
    switch layer.operation {
    case .convolution(let convolution):
      return convolve(layer, convolution, weights, input.layer, input.values)
    case .maxPooling(let pooling): return largest(pooling, input.layer, input.values)
    case .concatenation: return passed()
    case .addition:
      return added(
        inputs.compactMap {
          part(of: $0.layer, $0.values, place.row, place.column, place.channel)
        })
    case .globalAveragePooling: return average(input.layer, input.values)
    case .softmax: return share(input, isSigmoid: false)
    case .sigmoid: return share(input, isSigmoid: true)
    }
  }

  /// The planes of a pixel.
  func image(_ values: Activation) -> Made {
    let parts = (0..<values.shape.channels).compactMap { channel in
      values.value(row: place.row, column: place.column, channel: channel).map {
        ValueTrace.Part(
          channel: channel, amount: Double($0), inputs: [$0], weights: [], source: nil)
      }
    }
    var made = made(parts, sum: parts.first { $0.channel == place.channel }?.amount ?? .nan)
    made.leading = parts.firstIndex { $0.channel == place.channel }
    return made
  }

  private func convolve(
    _ layer: Layer, _ convolution: Convolution, _ weights: ModelWeights, _ source: Int?,
    _ input: Activation
  ) -> Made? {
    guard let kernel = weights.kernels(of: layer, channel: place.channel),
      let bias = weights.convolutions[layer.name]?.bias[place.channel]
    else { return nil }
    let window = window(convolution.kernel, convolution.stride, convolution.padding)
    let size = convolution.kernel * convolution.kernel
    var magnitude = abs(Double(bias))
    let parts = (0..<convolution.inputChannels).map { channel -> ValueTrace.Part in
      let start = kernel.startIndex + channel * size
      let own = Array(kernel[start..<start + size])
      var read: [Float?] = []
      var amount = 0.0
      var largest: (product: Double, place: ValuePlace)?
      for row in window.rows {
        for column in window.columns {
          let value = input.value(row: row, column: column, channel: channel)
          let product = Double(value ?? 0) * Double(own[read.count])
          read.append(value)
          guard value != nil else { continue }
          amount += product
          magnitude += abs(product)
          if largest.map({ abs(product) > $0.product }) ?? true {
            largest = (
              abs(product), ValuePlace(layer: source, row: row, column: column, channel: channel)
            )
          }
        }
      }
      return ValueTrace.Part(
        channel: channel, amount: amount, inputs: read, weights: own, source: largest?.place)
    }
    let ranked = ranked(parts)
    let sum = parts.reduce(0) { $0 + $1.amount } + Double(bias)
    return Made(
      parts: ranked, bias: Double(bias), sum: sum,
      result: convolution.relu && sum < 0 ? 0 : sum,
      leading: ranked.first.flatMap { $0.amount == 0 ? nil : 0 }, magnitude: magnitude,
      window: window)
  }

  private func largest(_ pooling: Pooling, _ source: Int?, _ input: Activation) -> Made {
    let window = window(pooling.kernel, pooling.stride, pooling.padding)
    let parts = window.rows.flatMap { row in
      window.columns.compactMap { part(of: source, input, row, $0, place.channel) }
    }
    let order = ChannelOrder.descending(parts.map(\.amount))
    return made(
      order.map { parts[$0] }, sum: order.first.map { parts[$0].amount } ?? .nan, window: window)
  }

  private func average(_ source: Int?, _ input: Activation) -> Made {
    let shape = input.shape
    let count = Double(shape.height * shape.width)
    let parts = (0..<shape.height).flatMap { row in
      (0..<shape.width).compactMap {
        part(of: source, input, row, $0, place.channel, over: count)
      }
    }
    return added(parts, window: PixelRectangle(rows: 0..<shape.height, columns: 0..<shape.width))
  }

  /// The one value of a concatenation's inputs, which are counted through.
  private func passed() -> Made? {
    var channel = place.channel
    for input in inputs {
      if let part = part(of: input.layer, input.values, place.row, place.column, channel) {
        return added([part])
      }
      channel -= input.values.shape.channels
    }
    return nil
  }

  /// A class's e^(logit − the largest) over the sum of all. A sigmoid sets 0 beside its logit, which
  /// leads on from either answer.
  private func share(_ input: (layer: Int?, values: Activation), isSigmoid: Bool) -> Made? {
    let logits = (isSigmoid ? [0] : []) + input.values.values
    guard let largest = logits.max(), logits.indices.contains(place.channel) else { return nil }
    let parts = logits.enumerated().map { index, logit in
      let channel = isSigmoid ? index - 1 : index
      return ValueTrace.Part(
        channel: index, amount: exp(Double(logit) - Double(largest)), inputs: [logit], weights: [],
        source: channel < 0
          ? nil : ValuePlace(layer: input.layer, row: 0, column: 0, channel: channel))
    }
    let sum = parts.reduce(0) { $0 + $1.amount }
    let ranked = ranked(parts)
    return Made(
      parts: ranked, bias: nil, sum: sum, result: parts[place.channel].amount / sum,
      leading: ranked.firstIndex { $0.channel == (isSigmoid ? 1 : place.channel) }, magnitude: 1,
      window: PixelRectangle(rows: 0..<0, columns: 0..<0))
  }

  private func window(_ kernel: Int, _ stride: Int, _ padding: Padding) -> PixelRectangle {
    let (row, column) = (place.row * stride - padding.top, place.column * stride - padding.left)
    return PixelRectangle(rows: row..<row + kernel, columns: column..<column + kernel)
  }

  /// One value that is read; nil outside the map.
  private func part(
    of layer: Int?, _ values: Activation, _ row: Int, _ column: Int, _ channel: Int,
    over count: Double = 1
  ) -> ValueTrace.Part? {
    values.value(row: row, column: column, channel: channel).map {
      ValueTrace.Part(
        channel: channel, amount: Double($0) / count, inputs: [$0], weights: [],
        source: ValuePlace(layer: layer, row: row, column: column, channel: channel))
    }
  }

  private func added(
    _ parts: [ValueTrace.Part], window: PixelRectangle? = nil
  ) -> Made {
    made(ranked(parts), sum: parts.reduce(0) { $0 + $1.amount }, window: window)
  }

  private func made(
    _ parts: [ValueTrace.Part], sum: Double, window: PixelRectangle? = nil
  ) -> Made {
    Made(
      parts: parts, bias: nil, sum: sum, result: sum, leading: parts.isEmpty ? nil : 0,
      magnitude: parts.reduce(0) { $0 + abs($1.amount) },
      window: window
        ?? PixelRectangle(
          rows: place.row..<place.row + 1, columns: place.column..<place.column + 1))
  }

  private func ranked(_ parts: [ValueTrace.Part]) -> [ValueTrace.Part] {
    ChannelOrder.descending(parts.map { abs($0.amount) }).map { parts[$0] }
  }
}
