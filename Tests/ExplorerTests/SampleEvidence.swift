import Analysis
import Inference
import SqueezeNet
import Weights

@testable import Explorer

extension SampleState {
  /// What the classes of the sample pass follow from, computed here: fire9 has a disc in twelve
  /// channels, conv10 small weights for them, the rest follows.
  static var evidence: ClassEvidence { get throws { try made.get() } }

  private static let made = Result { try makeEvidence() }
  private struct Missing: Error {}

  private static func makeEvidence() throws -> ClassEvidence {
    let network = try network()
    let places = ClassExplanation.layers(of: network).compactMap { network.layer(at: $0) }
    guard places.count == 4, let disc = activation(places[0].outputShape) else { throw Missing() }
    let (source, output) = (places[0], places[1])
    let depth = source.outputShape.channels
    let used = (0..<12).map { $0 * 41 }
    let set = Set(used)
    let fire = disc.values.enumerated().map { set.contains($0.offset % depth) ? $0.element : 0 }
    let weights = try weights(used, depth)
    guard let conv10 = weights.convolutions["conv10"] else { throw Missing() }
    let classes = Architecture.v10.classCount
    let padding = output.operation.padding?.top ?? 0
    var map = [Float](repeating: 0, count: output.outputShape.count)
    for row in 0..<output.outputShape.height {
      for column in 0..<output.outputShape.width {
        let (y, x) = (row - padding, column - padding)
        let inside = source.outputShape.height > y && source.outputShape.width > x && min(x, y) >= 0
        let start = (y * source.outputShape.width + x) * depth
        for index in 0..<classes {
          var sum = conv10.bias[index]
          if inside {
            for channel in used {
              sum += conv10.kernel[index * depth + channel] * fire[start + channel]
            }
          }
          map[(row * output.outputShape.width + column) * classes + index] = max(0, sum)
        }
      }
    }
    let pixels = output.outputShape.height * output.outputShape.width
    let logits = (0..<classes).map { index in
      (0..<pixels).reduce(Float(0)) { $0 + map[$1 * classes + index] } / Float(pixels)
    }
    var probabilities = [Float](repeating: 0.0001, count: classes)
    // Not a softmax: the strongest score first is all that the view goes by.
    for (place, index) in logits.indices.sorted(by: { logits[$0] > logits[$1] }).enumerated() {
      probabilities[index] = 0.5 / Float(place * place + 1)
    }
    let outputs = zip(places, [fire, map, logits, probabilities]).map { layer, values in
      (layer.index, Activation(shape: layer.outputShape, values: values))
    }
    let evidence = ClassEvidence(
      network: network, weights: weights,
      outputs: Dictionary(uniqueKeysWithValues: outputs).compactMapValues { $0 })
    guard let evidence else { throw Missing() }
    return evidence
  }

  private static func weights(_ used: [Int], _ depth: Int) throws -> ModelWeights {
    let zero = try ModelWeights.glorot(architecture: .v10)
    var convolutions = zero.convolutions
    let classes = Architecture.v10.classCount
    var kernel = [Float](repeating: 0, count: classes * depth)
    for index in 0..<classes {
      for (place, channel) in used.enumerated() {
        kernel[index * depth + channel] = Float((index * 7 + place * 13) % 19 - 8) / 32
      }
    }
    convolutions["conv10"] = ConvolutionWeights(
      kernel: kernel, bias: (0..<classes).map { Float($0 % 5) / 16 - 0.125 })
    return try ModelWeights(
      architecture: .v10, convolutions: convolutions, preprocessing: zero.preprocessing,
      paddingConvention: .caffe, isTrained: true)
  }
}
