import Inference

extension Activation {
  /// One channel, or the mean or maximum over all of them, as a map; nil for an empty shape or a
  /// channel that is not there.
  func scalarMap(_ reduction: ChannelReduction) -> ScalarMap? {
    let places = shape.height * shape.width
    let channels = shape.channels
    guard places > 0, channels > 0 else { return nil }
    var result = [Float](repeating: 0, count: places)
    switch reduction {
    case .channel(let channel):
      return ScalarMap(width: shape.width, height: shape.height, values: map(channel: channel))
    case .mean:
      values.withUnsafeBufferPointer { values in
        for place in 0..<places {
          let row = UnsafeBufferPointer(rebasing: values[place * channels..<(place + 1) * channels])
          result[place] = Self.sum(row) / Float(channels)
        }
      }
    case .maximum:
      values.withUnsafeBufferPointer { values in
        for place in 0..<places {
          let row = UnsafeBufferPointer(rebasing: values[place * channels..<(place + 1) * channels])
          result[place] = Self.maximum(row)
        }
      }
    }
    return ScalarMap(width: shape.width, height: shape.height, values: result)
  }

  /// Eight partial sums: float additions are not reordered by the compiler. NaN stays NaN.
  private static func sum(_ values: UnsafeBufferPointer<Float>) -> Float {
    var partial = SIMD8<Float>()
    let whole = values.count / 8 * 8
    var index = 0
    while index < whole {
      partial += vector(values, at: index)
      index += 8
    }
    var sum = partial.sum()
    while index < values.count {
      sum += values[index]
      index += 1
    }
    return sum
  }

  /// NaN where any value is: a comparison would hide it.
  private static func maximum(_ values: UnsafeBufferPointer<Float>) -> Float {
    var partial = SIMD8<Float>(repeating: -.infinity)
    var notNumbers = SIMDMask<SIMD8<Int32>>(repeating: false)
    let whole = values.count / 8 * 8
    var index = 0
    while index < whole {
      let next = vector(values, at: index)
      notNumbers = notNumbers .| (next .!= next)
      partial.replace(with: next, where: next .> partial)
      index += 8
    }
    var maximum = partial.max()
    var isNumber = !any(notNumbers)
    while index < values.count {
      if values[index].isNaN { isNumber = false }
      maximum = values[index] > maximum ? values[index] : maximum
      index += 1
    }
    return isNumber ? maximum : .nan
  }

  private static func vector(_ values: UnsafeBufferPointer<Float>, at index: Int) -> SIMD8<Float> {
    guard let base = values.baseAddress else { return SIMD8() }
    return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Float>.self)
  }
}

/// How an activation becomes one map.
enum ChannelReduction: Sendable, Hashable {
  case channel(Int)
  case mean
  case maximum
}
