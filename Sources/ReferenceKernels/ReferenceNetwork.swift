import SqueezeNet
import Weights

/// The network in double precision, as plainly as it can be written. Slow, and obviously what the
/// definition says: the fast kernels are held to it.
public enum ReferenceNetwork {
  /// Every layer's output in the order of `Network.layers`, height × width × channels.
  /// - Parameter input: the prepared image, height × width × 3.
  public static func outputs(network: Network, weights: ModelWeights, input: [Float])
    -> [[Double]]
  {
    var outputs: [[Double]] = []
    let image = input.map { Double($0) }
    for layer in network.layers {
      let inputs = layer.inputs.map { source in
        switch source {
        case .image: image
        case .layer(let index): outputs[index]
        }
      }
      switch layer.operation {
      case .convolution(let convolution):
        guard let values = weights.convolutions[layer.name] else { return outputs }
        outputs.append(
          convolve(
            inputs[0], shape: layer.inputShape, convolution, values, output: layer.outputShape))
      case .maxPooling(let pooling):
        outputs.append(
          maxPool(inputs[0], shape: layer.inputShape, pooling, output: layer.outputShape))
      case .concatenation:
        outputs.append(concatenate(inputs[0], inputs[1], output: layer.outputShape))
      case .addition: outputs.append(zip(inputs[0], inputs[1]).map { $0 + $1 })
      case .globalAveragePooling: outputs.append(average(inputs[0], shape: layer.inputShape))
      case .softmax: outputs.append(softmax(inputs[0]))
      case .sigmoid: outputs.append(softmax([0] + inputs[0]))
      }
    }
    return outputs
  }

  /// Sum over the window and the input channels, plus bias; ReLU where the layer has one.
  public static func convolve(
    _ input: [Double], shape: Shape, _ convolution: Convolution, _ weights: ConvolutionWeights,
    output: Shape
  ) -> [Double] {
    let side = convolution.kernel
    let channels = convolution.inputChannels
    let kernel = weights.kernel.map { Double($0) }
    var result: [Double] = []
    result.reserveCapacity(output.count)
    for y in 0..<output.height {
      for x in 0..<output.width {
        for o in 0..<output.channels {
          var sum = Double(weights.bias[o])
          for ky in 0..<side {
            let row = y * convolution.stride + ky - convolution.padding.top
            guard row >= 0, row < shape.height else { continue }
            for kx in 0..<side {
              let column = x * convolution.stride + kx - convolution.padding.left
              guard column >= 0, column < shape.width else { continue }
              let pixel = (row * shape.width + column) * channels
              for i in 0..<channels {
                sum += input[pixel + i] * kernel[((o * channels + i) * side + ky) * side + kx]
              }
            }
          }
          result.append(convolution.relu ? max(0, sum) : sum)
        }
      }
    }
    return result
  }

  /// Maximum over the window, as far as it lies inside the input.
  public static func maxPool(_ input: [Double], shape: Shape, _ pooling: Pooling, output: Shape)
    -> [Double]
  {
    var result: [Double] = []
    for y in 0..<output.height {
      for x in 0..<output.width {
        for channel in 0..<output.channels {
          var best = -Double.infinity
          for ky in 0..<pooling.kernel {
            for kx in 0..<pooling.kernel {
              let row = y * pooling.stride + ky - pooling.padding.top
              let column = x * pooling.stride + kx - pooling.padding.left
              guard row >= 0, row < shape.height, column >= 0, column < shape.width else {
                continue
              }
              best = max(best, input[(row * shape.width + column) * shape.channels + channel])
            }
          }
          result.append(best)
        }
      }
    }
    return result
  }

  /// Both halves pixel by pixel, the first one first.
  public static func concatenate(_ first: [Double], _ second: [Double], output: Shape) -> [Double] {
    let pixels = output.height * output.width
    let width = first.count / pixels
    let rest = second.count / pixels
    var result: [Double] = []
    result.reserveCapacity(output.count)
    for pixel in 0..<pixels {
      result += first[pixel * width..<(pixel + 1) * width]
      result += second[pixel * rest..<(pixel + 1) * rest]
    }
    return result
  }

  /// Mean over all pixels of every channel.
  public static func average(_ input: [Double], shape: Shape) -> [Double] {
    (0..<shape.channels).map { channel in
      stride(from: channel, to: input.count, by: shape.channels).reduce(0) { $0 + input[$1] }
        / Double(shape.height * shape.width)
    }
  }
}
