import Inference

/// One number a place: a feature map, or a reduction of several, ready to be drawn.
public struct ScalarMap: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// Row-major.
  public private(set) var values: [Float]

  /// Nil unless there is exactly one value a place.
  public init?(width: Int, height: Int, values: [Float]) {
    guard width > 0, height > 0, values.count == width * height else { return nil }
    self.width = width
    self.height = height
    self.values = values
  }

  /// Smallest and largest of the finite values, and how many are not finite.
  public var range: (minimum: Float, maximum: Float, notFinite: Int) {
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var notFinite = 0
    for value in values {
      if value.isFinite {
        minimum = value < minimum ? value : minimum
        maximum = value > maximum ? value : maximum
      } else {
        notFinite += 1
      }
    }
    return notFinite == values.count ? (0, 0, notFinite) : (minimum, maximum, notFinite)
  }

  /// How several values become one.
  public enum Pooling: String, Sendable {
    case mean, maximum
  }

  /// Every `factor` × `factor` values become one; at the right and bottom edges as many as there
  /// are. NaN where there is no finite value among them.
  public func shrunk(by factor: Int, _ pooling: Pooling) -> ScalarMap {
    guard factor > 1 else { return self }
    let newWidth = (width + factor - 1) / factor
    let newHeight = (height + factor - 1) / factor
    var result = ScalarMap(
      unchecked: newWidth, newHeight, Array(repeating: 0, count: newWidth * newHeight))
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let rows = y * factor..<min((y + 1) * factor, height)
        let columns = x * factor..<min((x + 1) * factor, width)
        result.values[y * newWidth + x] = pooled(rows: rows, columns: columns, pooling)
      }
    }
    return result
  }

  private func pooled(rows: Range<Int>, columns: Range<Int>, _ pooling: Pooling) -> Float {
    var sum: Float = 0
    var maximum = -Float.infinity
    var count = 0
    for y in rows {
      for x in columns {
        let value = values[y * width + x]
        guard value.isFinite else { continue }
        sum += value
        maximum = value > maximum ? value : maximum
        count += 1
      }
    }
    guard count > 0 else { return .nan }
    return pooling == .mean ? sum / Float(count) : maximum
  }

  private init(unchecked width: Int, _ height: Int, _ values: [Float]) {
    self.width = width
    self.height = height
    self.values = values
  }
}
