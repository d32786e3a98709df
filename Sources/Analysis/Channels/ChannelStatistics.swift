import Inference

/// Figures of every channel of an activation over its pixels, gathered in one pass.
///
/// Sums are in double precision; the variance is the population's (divided by n), as NumPy's
/// `var`. A channel that holds a NaN or an infinity has NaN for mean, maximum and variance.
public struct ChannelStatistics: Sendable, Hashable {
  /// height × width; every channel has as many values.
  public let pixels: Int
  /// By channel; 0 where there are no pixels.
  public let means: [Double]
  public let maxima: [Float]
  public let variances: [Double]
  /// Values that are exactly zero.
  public let zeroCounts: [Int]

  public var channels: Int { means.count }

  /// Share of a channel's values that are exactly zero, 0 … 1.
  public func zeroShare(_ channel: Int) -> Double {
    pixels == 0 ? 0 : Double(zeroCounts[channel]) / Double(pixels)
  }

  /// Channels whose every value is zero: dead on this photo.
  public var deadChannels: [Int] { zeroCounts.indices.filter { zeroCounts[$0] == pixels } }

  public init(of activation: Activation) {
    let channels = activation.shape.channels
    let pixels = activation.shape.height * activation.shape.width
    let groups = activation.values.withUnsafeBufferPointer { values in
      Self.groups(values, channels: channels, pixels: pixels)
    }
    let count = Double(max(1, pixels))
    var means: [Double] = []
    var maxima: [Float] = []
    var variances: [Double] = []
    var zeroCounts: [Int] = []
    for channel in 0..<channels {
      let group = groups[channel / 8]
      let lane = channel % 8
      let mean = group.sum[lane] / count
      let square = group.square[lane]
      means.append(square.isFinite ? mean + group.shift[lane] : .nan)
      variances.append(square.isFinite ? max(0, square / count - mean * mean) : .nan)
      maxima.append(pixels == 0 ? 0 : square.isFinite ? group.maximum[lane] : .nan)
      zeroCounts.append(Int(group.zeros[lane]))
    }
    self.pixels = pixels
    self.means = means
    self.maxima = maxima
    self.variances = variances
    self.zeroCounts = zeroCounts
  }

  /// Running sums of eight channels, which lie side by side in every pixel.
  private struct Group {
    /// The first pixel's values. Distances from it keep the variance exact where a channel varies
    /// little about a large mean, and exactly zero where it does not vary.
    var shift = SIMD8<Double>.zero
    /// Of the distances.
    var sum = SIMD8<Double>.zero
    var square = SIMD8<Double>.zero
    var maximum = SIMD8<Float>(repeating: -.infinity)
    var zeros = SIMD8<Int32>.zero

    @inline(__always)
    mutating func add(_ values: SIMD8<Float>) {
      let distance = SIMD8<Double>(values) - shift
      sum += distance
      square += distance * distance
      maximum = maximum.replacing(with: values, where: maximum .< values)
      zeros &+= SIMD8<Int32>.zero.replacing(with: 1, where: values .== 0)
    }
  }

  private static func groups(
    _ values: UnsafeBufferPointer<Float>, channels: Int, pixels: Int
  ) -> [Group] {
    var groups = [Group](repeating: Group(), count: (channels + 7) / 8)
    guard let start = values.baseAddress, channels > 0 else { return groups }
    let whole = channels / 8
    /// The channels after the last whole group, the other lanes zero.
    func rest(_ pixel: UnsafePointer<Float>) -> SIMD8<Float> {
      var lanes = SIMD8<Float>.zero
      for channel in whole * 8..<channels { lanes[channel - whole * 8] = pixel[channel] }
      return lanes
    }
    groups.withUnsafeMutableBufferPointer { groups in
      for pixel in 0..<pixels {
        let pixel = start + pixel * channels
        for group in 0..<whole {
          let lanes = UnsafeRawPointer(pixel + group * 8).loadUnaligned(as: SIMD8<Float>.self)
          if pixel == start { groups[group].shift = SIMD8<Double>(lanes) }
          groups[group].add(lanes)
        }
        guard whole < groups.count else { continue }
        if pixel == start { groups[whole].shift = SIMD8<Double>(rest(pixel)) }
        groups[whole].add(rest(pixel))
      }
    }
    return groups
  }
}
