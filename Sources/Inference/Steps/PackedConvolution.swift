import SqueezeNet
import Weights

/// A convolution's weights in the order in which the kernel reads them.
///
///     panel 0: [kernel row][kernel column][input channel][panelWidth output channels]
///     panel 1: …                       the last panel is narrower where the channels end so
final class PackedConvolution {
  let weights: AlignedBuffer
  let bias: AlignedBuffer
  /// Output channels rounded up to whole vectors.
  let channels: Int
  let panelVectors: Int
  /// Panels of output channels.
  let panels: Int

  init(_ weights: ConvolutionWeights, _ convolution: Convolution, kernels: KernelFunctions)
    throws(EngineError)
  {
    let width = kernels.vectorWidth
    panelVectors = kernels.panelVectors(channels: convolution.outputChannels)
    let panelWidth = panelVectors * width
    let outputs = convolution.outputChannels
    let inputs = convolution.inputChannels
    let window = convolution.kernel * convolution.kernel
    let depth = window * inputs
    channels = (outputs + width - 1) / width * width
    panels = (channels + panelWidth - 1) / panelWidth
    self.weights = try AlignedBuffer(count: channels * depth)
    bias = try AlignedBuffer(count: channels)
    weights.bias.withUnsafeBufferPointer { source in
      for (channel, value) in source.enumerated() { bias.pointer[channel] = value }
    }
    weights.kernel.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      for output in 0..<outputs {
        let first = output / panelWidth * panelWidth
        let lanes = min(panelWidth, channels - first)
        var target = self.weights.pointer + (first * depth + output - first)
        // OIHW: input channels are `window` apart; the panel wants them next to each other.
        let kernel = source + output * depth
        for place in 0..<window {
          var value = kernel + place
          for _ in 0..<inputs {
            target.pointee = value.pointee
            target += lanes
            value += window
          }
        }
      }
    }
  }
}
