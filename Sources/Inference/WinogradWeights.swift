import SqueezeNet
import Weights

/// A 3×3 convolution's weights as Winograd's F(4×4, 3×3) multiplies them: G g Gᵀ for every pair
/// of channels, computed in double precision.
///
///     panel 0: [36 positions][input channel][panelWidth output channels]
///     panel 1: …                        the last panel is one vector wide where channels end so
final class WinogradWeights {
  let weights: AlignedBuffer
  let bias: AlignedBuffer

  /// Rows for the points 0, ±√½, ±√2, ∞.
  private static let g: [[Double]] = {
    let a = 0.5.squareRoot()
    let b = 2.0.squareRoot()
    let third = 1.0 / 3
    let sixth = 1.0 / 6
    return [
      [1, 0, 0], [-2 * third, -2 * third * a, -third], [-2 * third, 2 * third * a, -third],
      [sixth, sixth * b, third], [sixth, -sixth * b, third], [0, 0, 1],
    ]
  }()

  /// G ⊗ G: 36 × 9, what each position takes of each kernel value.
  private static let transform: [Double] = {
    var result: [Double] = []
    for position in 0..<36 {
      for place in 0..<9 {
        result.append(g[position / 6][place / 3] * g[position % 6][place % 3])
      }
    }
    return result
  }()

  init(_ weights: ConvolutionWeights, _ convolution: Convolution, kernels: KernelFunctions) {
    let panelWidth = kernels.panelWidth
    let outputs = convolution.outputChannels
    let inputs = convolution.inputChannels
    self.weights = AlignedBuffer(count: 36 * inputs * outputs)
    bias = AlignedBuffer(count: outputs)
    for (channel, value) in weights.bias.enumerated() { bias.pointer[channel] = value }
    let target = self.weights.pointer
    weights.kernel.withUnsafeBufferPointer { kernel in
      Self.transform.withUnsafeBufferPointer { transform in
        for output in 0..<outputs {
          let first = output / panelWidth * panelWidth
          let lanes = min(panelWidth, outputs - first)
          for input in 0..<inputs {
            let source = (output * inputs + input) * 9
            for position in 0..<36 {
              var sum = 0.0
              for place in 0..<9 {
                sum += transform[position * 9 + place] * Double(kernel[source + place])
              }
              target[(36 * first + position * lanes) * inputs + input * lanes + output - first] =
                Float(sum)
            }
          }
        }
      }
    }
  }
}
