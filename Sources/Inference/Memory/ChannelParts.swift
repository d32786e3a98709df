import SqueezeNet
import Weights

/// The places of a layer's channels within a pixel, in floats. Kernels read and write whole vectors,
/// so the channels of each half of a concatenation begin at a whole vector, with zeros between:
///
///     |◀ 20 of expand1x1 ▶| 12 zeros |◀ 40 of expand3x3 ▶| 8 zeros
///
/// What reads it sees 80 channels, of which those 20 have weights of zero.
struct ChannelParts: Hashable {
  /// Channels of each part, one after the other; those without a gap between are one part.
  let counts: [Int]

  init(_ counts: [Int]) {
    var merged: [Int] = []
    for count in counts {
      if let last = merged.last, last % Tensor.channelMultiple == 0 {
        merged[merged.count - 1] = last + count
      } else {
        merged.append(count)
      }
    }
    self.counts = merged
  }

  var channels: Int { counts.reduce(0, +) }

  /// Floats of a pixel.
  var stored: Int { counts.reduce(0) { $0 + Tensor.rounded($1) } }

  /// The channels of each part, and the place of the first.
  var runs: [(channels: Range<Int>, place: Int)] {
    var (channel, place) = (0, 0)
    return counts.map { count in
      defer { (channel, place) = (channel + count, place + Tensor.rounded(count)) }
      return (channel..<channel + count, place)
    }
  }

  /// The place of a channel that is there.
  func place(of channel: Int) -> Int {
    runs.last { $0.channels.lowerBound <= channel }.map {
      $0.place + channel - $0.channels.lowerBound
    } ?? channel
  }
}

extension Network {
  /// The parts of the tensor that holds a layer's output: for an expand those of its block's
  /// concatenation.
  func parts(of index: Int) -> ChannelParts {
    let layer = layers[index]
    if layer.concatenatedChannels != nil, let fire = layer.fire,
      let whole = self.layer(named: fire.name)
    {
      return parts(of: whole.index)
    }
    switch layer.operation {
    case .concatenation:
      return ChannelParts(
        layer.inputs.map {
          if case .layer(let half) = $0 { layers[half].outputShape.channels } else { 0 }
        })
    case .maxPooling:
      if case .layer(let source)? = layer.inputs.first { return parts(of: source) }
      return ChannelParts([layer.outputShape.channels])
    case .convolution, .addition, .globalAveragePooling, .softmax, .sigmoid:
      return ChannelParts([layer.outputShape.channels])
    }
  }

  /// The convolution of a layer over its input's parts as they are stored; its output's channels
  /// are rounded up to whole vectors, but for conv10, whose rest nothing reads. Nil for layers that
  /// are no convolution.
  func storedConvolution(of layer: Layer) -> Convolution? {
    guard let convolution = layer.convolution else { return nil }
    var inputs = convolution.inputChannels
    if case .layer(let source)? = layer.inputs.first { inputs = parts(of: source).stored }
    let outputs = convolution.outputChannels
    return convolution.with(
      inputChannels: inputs,
      outputChannels: hasClasses(layer: layer.index) ? outputs : Tensor.rounded(outputs))
  }

  /// The cut into tiles of a layer that is computed by Winograd.
  func tiling(of layer: Layer) -> WinogradTiling? {
    storedConvolution(of: layer).flatMap {
      WinogradTiling($0, output: layer.outputShape, readsImage: layer.inputs.first == .image)
    }
  }
}

extension ConvolutionWeights {
  /// The same with zeros where the stored convolution has channels that the layer has not.
  ///
  /// - Parameter inputs: nil for the image, which is stored without gaps.
  func stored(_ own: Convolution, as stored: Convolution, inputs: ChannelParts?)
    -> ConvolutionWeights
  {
    guard stored != own else { return self }
    let window = own.kernel * own.kernel
    var kernel = [Float](repeating: 0, count: stored.kernelCount)
    let places = (0..<own.inputChannels).map { inputs?.place(of: $0) ?? $0 }
    for output in 0..<own.outputChannels {
      for (input, place) in places.enumerated() {
        let from = (output * own.inputChannels + input) * window
        let to = (output * stored.inputChannels + place) * window
        for tap in 0..<window { kernel[to + tap] = self.kernel[from + tap] }
      }
    }
    let rest = stored.outputChannels - own.outputChannels
    return ConvolutionWeights(
      kernel: kernel, bias: bias + [Float](repeating: 0, count: rest))
  }
}
