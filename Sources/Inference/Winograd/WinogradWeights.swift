import SqueezeNet
import Weights

/// A convolution's weights as Winograd multiplies them: G g Gᵀ for every pair of channels, computed
/// in double precision; F(4×4, 3×3), or F(3×3, 4×4) for the phases of a 7×7 kernel of stride 2.
///
///     panel 0: [36 positions][depth][panel width]
///     panel 1: …                   the last panel is narrower where the channels end so
final class WinogradWeights {
  let weights: AlignedBuffer
  let bias: AlignedBuffer

  // G's columns, a row for each of the points 0, √½, −√½, √2, −√2, ∞.
  private static let third = 1.0 / 3
  private static let sixth = 1.0 / 6
  private static let constant: SIMD8<Double> = [1, -2 * third, -2 * third, sixth, sixth, 0, 0, 0]
  private static let linear: SIMD8<Double> = [
    0, -2 * third * 0.5.squareRoot(), 2 * third * 0.5.squareRoot(), sixth * 2.0.squareRoot(),
    -sixth * 2.0.squareRoot(), 0, 0, 0,
  ]
  private static let square: SIMD8<Double> = [0, -third, -third, third, third, 0, 0, 0]
  private static let cube: SIMD8<Double> = [
    0, -third * 0.5.squareRoot(), third * 0.5.squareRoot(), third * 2.0.squareRoot(),
    -third * 2.0.squareRoot(), 0, 0, 0,
  ]
  private static let infinity: SIMD8<Double> = [0, 0, 0, 0, 0, 1, 0, 0]

  init(
    _ weights: ConvolutionWeights, _ convolution: Convolution, _ tiling: WinogradTiling,
    panelWidth: Int
  ) throws(EngineError) {
    let outputs = convolution.outputChannels
    let inputs = convolution.inputChannels
    let depth = tiling.depth
    self.weights = try AlignedBuffer(count: 36 * depth * outputs)
    bias = try AlignedBuffer(count: outputs)
    for (channel, value) in weights.bias.enumerated() { bias.pointer[channel] = value }
    let target = self.weights.pointer
    let window = convolution.kernel * convolution.kernel
    weights.kernel.withUnsafeBufferPointer { kernel in
      for output in 0..<outputs {
        let first = output / panelWidth * panelWidth
        let lanes = min(panelWidth, outputs - first)
        for k in 0..<depth {
          let values =
            tiling.isPolyphase
            ? Self.transformedPhase(kernel, at: output * inputs * window, k)
            : Self.transformed(kernel, at: (output * inputs + k) * window)
          var place = target + 36 * first * depth + k * lanes + output - first
          for row in 0..<6 {
            for column in 0..<6 {
              place.pointee = Float(values[column][row])
              place += lanes * depth
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
    let last: SIMD8<Double> = square + infinity
    let left = InlineArray<3, SIMD8<Double>> { column in
      var sum: SIMD8<Double> = constant * Double(kernel[start + column])
      sum += linear * Double(kernel[start + 3 + column])
      sum += last * Double(kernel[start + 6 + column])
      return sum
    }
    return InlineArray<6, SIMD8<Double>> { column in
      var sum: SIMD8<Double> = left[0] * constant[column]
      sum += left[1] * linear[column]
      sum += left[2] * last[column]
      return sum
    }
  }

  /// The same for one phase of a 7×7 kernel of stride 2: its taps at 2I + dy, 2J + dx, a 4×4
  /// kernel whose last row and column may be empty.
  ///
  /// - Parameter k: which input of the phases: dy · 6 + dx · 3 + channel.
  private static func transformedPhase(
    _ kernel: UnsafeBufferPointer<Float>, at start: Int, _ k: Int
  ) -> InlineArray<6, SIMD8<Double>> {
    let columns = [constant, linear, square, cube + infinity]
    let (dy, dx, channel) = (k / 6, k % 6 / 3, k % 3)
    var result = InlineArray<6, SIMD8<Double>>(repeating: .zero)
    for (across, weightAcross) in columns.enumerated() where 2 * across + dx < 7 {
      var left = SIMD8<Double>.zero
      for (down, weightDown) in columns.enumerated() where 2 * down + dy < 7 {
        let tap = kernel[start + channel * 49 + (2 * down + dy) * 7 + 2 * across + dx]
        left += weightDown * Double(tap)
      }
      for column in 0..<6 { result[column] += left * weightAcross[column] }
    }
    return result
  }
}
