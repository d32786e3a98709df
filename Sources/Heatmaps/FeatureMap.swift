import Inference
import TextFormats

/// One value a pixel, to be drawn as a heatmap: a channel of an activation, or the mean or the
/// maximum over its channels.
public struct FeatureMap: Sendable, Hashable {
  public let height: Int
  public let width: Int
  /// height × width, row-major.
  public let values: [Float]
  /// Of the finite values; 0 where there are none.
  public let minimum: Float
  public let maximum: Float
  /// Values that are NaN or infinite.
  public let nonFiniteCount: Int

  /// Every value is finite and the same.
  public var isConstant: Bool { nonFiniteCount == 0 && minimum == maximum }

  /// A word for a map that has no range to show, or of which some values can't be shown: `all
  /// zero`, `constant 2.500`, `0 to 3.100, 4 not finite`.
  public var word: String? {
    let count = nonFiniteCount
    if count == values.count { return "no finite value" }
    let hidden = count > 0 ? ", \(Numbers.count(count)) not finite" : ""
    let low = Numbers.value(Double(minimum))
    let high = Numbers.value(Double(maximum))
    if minimum == maximum {
      return minimum == 0 ? "all zero\(hidden)" : "constant \(low)\(hidden)"
    }
    return count > 0 ? "\(low) to \(high)\(hidden)" : nil
  }

  /// - Parameter values: height × width of them, row-major; nil for any other number.
  public init?(height: Int, width: Int, values: [Float]) {
    guard height >= 0, width >= 0, values.count == height * width else { return nil }
    self.init(height: height, width: width, counted: values)
  }

  /// - Parameter channel: only for a single channel; beyond the last one every value is NaN.
  public init(of activation: Activation, reduction: Reduction, channel: Int) {
    let (height, width) = (activation.shape.height, activation.shape.width)
    let channels = activation.shape.channels
    let isThere = (0..<channels).contains(channel)
    let values = activation.values.withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: height * width) { target, count in
        count = height * width
        for pixel in 0..<count {
          let start = pixel * channels
          switch reduction {
          case .channel: target[pixel] = isThere ? source[start + channel] : .nan
          case .mean: target[pixel] = Self.mean(source, start..<start + channels)
          case .maximum: target[pixel] = Self.maximum(source, start..<start + channels)
          }
        }
      }
    }
    self.init(height: height, width: width, counted: values)
  }

  init(height: Int, width: Int, counted values: [Float]) {
    self.height = height
    self.width = width
    self.values = values
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var nonFinite = 0
    values.withUnsafeBufferPointer { values in
      for value in values {
        guard value.isFinite else {
          nonFinite += 1
          continue
        }
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
      }
    }
    let isEmpty = nonFinite == values.count
    self.minimum = isEmpty ? 0 : minimum
    self.maximum = isEmpty ? 0 : maximum
    nonFiniteCount = nonFinite
  }

  /// The value at a place, or nil outside the map.
  public func value(row: Int, column: Int) -> Float? {
    guard (0..<height).contains(row), (0..<width).contains(column) else { return nil }
    return values[row * width + column]
  }

  /// A rectangle of the map; nil where there is none.
  public func part(rows: Range<Int>, columns: Range<Int>) -> FeatureMap? {
    guard !rows.isEmpty, !columns.isEmpty, rows.lowerBound >= 0, columns.lowerBound >= 0,
      rows.upperBound <= height, columns.upperBound <= width
    else { return nil }
    guard rows.count < height || columns.count < width else { return self }
    let values = rows.flatMap {
      self.values[$0 * width + columns.lowerBound..<$0 * width + columns.upperBound]
    }
    return FeatureMap(height: rows.count, width: columns.count, counted: values)
  }

  private static func mean(_ values: UnsafeBufferPointer<Float>, _ range: Range<Int>) -> Float {
    var sum = 0.0
    for index in range { sum += Double(values[index]) }
    return Float(sum / Double(range.count))
  }

  /// NaN as soon as one value is, as NumPy's `max`.
  private static func maximum(_ values: UnsafeBufferPointer<Float>, _ range: Range<Int>) -> Float {
    var largest = -Float.infinity
    for index in range {
      let value = values[index]
      if value.isNaN { return .nan }
      if value > largest { largest = value }
    }
    return largest
  }
}
