import Inference

/// The channels of an activation by their mean over all pixels, strongest first; of equals the
/// lower channel first, and channels whose mean is not a number last.
public struct ChannelRanking: Sendable, Hashable {
  public let channels: [Int]
  /// By channel, in its own order.
  public let means: [Double]

  public init(of activation: Activation) {
    let count = activation.shape.channels
    let pixels = activation.shape.height * activation.shape.width
    var sums = [Double](repeating: 0, count: count)
    activation.values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for pixel in 0..<pixels {
          let start = pixel * count
          for channel in 0..<count { sums[channel] += Double(values[start + channel]) }
        }
      }
    }
    let means = sums.map { pixels == 0 ? 0 : $0 / Double(pixels) }
    self.means = means
    channels = means.indices.sorted { a, b in
      if means[a].isNaN || means[b].isNaN {
        return means[a].isNaN == means[b].isNaN ? a < b : means[b].isNaN
      }
      return means[a] == means[b] ? a < b : means[a] > means[b]
    }
  }
}
