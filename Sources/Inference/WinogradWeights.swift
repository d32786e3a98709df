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

  // G's columns, a row for each of the points 0, √½, −√½, √2, −√2, ∞.
  private static let third = 1.0 / 3
  private static let sixth = 1.0 / 6
  private static let g0: SIMD8<Double> = [1, -2 * third, -2 * third, sixth, sixth, 0, 0, 0]
  private static let g1: SIMD8<Double> = [
    0, -2 * third * 0.5.squareRoot(), 2 * third * 0.5.squareRoot(), sixth * 2.0.squareRoot(),
    -sixth * 2.0.squareRoot(), 0, 0, 0,
  ]
  private static let g2: SIMD8<Double> = [0, -third, -third, third, third, 1, 0, 0]

  init(_ weights: ConvolutionWeights, _ convolution: Convolution, kernels: KernelFunctions) {
    let panelWidth = kernels.panelWidth
    let outputs = convolution.outputChannels
    let inputs = convolution.inputChannels
    self.weights = AlignedBuffer(count: 36 * inputs * outputs)
    bias = AlignedBuffer(count: outputs)
    for (channel, value) in weights.bias.enumerated() { bias.pointer[channel] = value }
    let target = self.weights.pointer
    weights.kernel.withUnsafeBufferPointer { kernel in
      for output in 0..<outputs {
        let first = output / panelWidth * panelWidth
        let lanes = min(panelWidth, outputs - first)
        for input in 0..<inputs {
          let values = Self.transformed(kernel, at: (output * inputs + input) * 9)
          var place = target + 36 * first * inputs + input * lanes + output - first
          for row in 0..<6 {
            for column in 0..<6 {
              place.pointee = Float(values[column][row])
              place += lanes * inputs
            }
          }
        }
      }
    }
  }

  /// G g Gᵀ of one 3×3 kernel, column by column; rows in the lanes, two of them unused.
  @inline(__always)
  private static func transformed(_ kernel: UnsafeBufferPointer<Float>, at start: Int)
    -> InlineArray<6, SIMD8<Double>>
  {
    // G g, a column at a time, then (G g) Gᵀ.
    let left = InlineArray<3, SIMD8<Double>> { column in
      combination(
        Double(kernel[start + column]), Double(kernel[start + 3 + column]),
        Double(kernel[start + 6 + column]))
    }
    return InlineArray<6, SIMD8<Double>> { column in
      var sum: SIMD8<Double> = left[0] * g0[column]
      sum += left[1] * g1[column]
      sum += left[2] * g2[column]
      return sum
    }
  }

  /// G times a column of three.
  @inline(__always)
  private static func combination(_ top: Double, _ middle: Double, _ bottom: Double)
    -> SIMD8<Double>
  {
    var sum: SIMD8<Double> = g0 * top
    sum += g1 * middle
    sum += g2 * bottom
    return sum
  }
}
