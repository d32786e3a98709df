import Heatmaps

/// A feature map fitted to a number of samples: enlarged, each value repeated, or shrunk by a whole
/// factor, so many values becoming one. Small values fill the room, some of them a sample wider
/// than others; large ones are all alike, so that numbers fit into them.
public struct FittedMap: Sendable, Hashable {
  public enum Pooling: Sendable {
    case mean, maximum
  }

  public let map: FeatureMap
  /// Whole samples along each side for one value of `map`.
  public let enlarged: Int
  /// Samples of the whole map.
  public let width: Int
  public let height: Int
  /// Values of the original along each side for one value of `map`.
  public let shrunk: Int
  let pooling: Pooling
  /// Values that there are; the last line may end before its right edge.
  let count: Int

  /// - Parameter count: nil for all that the map has; only of a map that is not shrunk.
  /// Nil where there is nothing to show or no room at all.
  public init?(
    _ map: FeatureMap, samples: (width: Int, height: Int), _ pooling: Pooling, count: Int? = nil
  ) {
    guard samples.width > 0, samples.height > 0, map.width > 0, map.height > 0 else { return nil }
    let shrink = max(
      (map.width + samples.width - 1) / samples.width,
      (map.height + samples.height - 1) / samples.height)
    guard let small = Self.shrink(map, by: shrink, pooling) else { return nil }
    self.map = small
    self.shrunk = shrink
    self.pooling = pooling
    self.count = count ?? small.values.count
    enlarged = max(1, min(samples.width / small.width, samples.height / small.height))
    (width, height) =
      enlarged < Self.evenFrom
      ? Self.filling(samples, columns: small.width, rows: small.height)
      : (small.width * enlarged, small.height * enlarged)
  }

  /// Values of fewer samples than this along each side are enlarged to the room's edge.
  public static let evenFrom = 4

  /// The samples of a map that goes to the room's edge and keeps its proportion.
  public static func filling(
    _ samples: (width: Int, height: Int), columns: Int, rows: Int
  ) -> (width: Int, height: Int) {
    samples.width * rows <= samples.height * columns
      ? (samples.width, max(rows, samples.width * rows / columns))
      : (max(columns, samples.height * columns / rows), samples.height)
  }

  /// The changes that were made to the values, the longest wording first; empty where they are as
  /// they were.
  public var notes: [String] {
    guard shrunk > 1 else { return [] }
    let word = pooling == .mean ? "mean" : "max"
    let block = "\(shrunk)×\(shrunk)"
    return ["\(word) of \(block)", "\(block) \(word)", "by \(block)"]
  }

  /// The value under a sample; nil outside.
  subscript(x: Int, y: Int) -> Float? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    let index = y * map.height / height * map.width + x * map.width / width
    return index < count ? map.values[index] : nil
  }

  /// Every `factor` × `factor` values become one; at the right and bottom edges as many as there
  /// are. NaN where one of them is not finite.
  private static func shrink(_ map: FeatureMap, by factor: Int, _ pooling: Pooling) -> FeatureMap? {
    guard factor > 1 else { return map }
    let width = (map.width + factor - 1) / factor
    let height = (map.height + factor - 1) / factor
    var values: [Float] = []
    values.reserveCapacity(width * height)
    map.values.withUnsafeBufferPointer { source in
      for y in stride(from: 0, to: map.height, by: factor) {
        for x in stride(from: 0, to: map.width, by: factor) {
          let rows = y..<min(y + factor, map.height)
          let columns = x..<min(x + factor, map.width)
          values.append(pool(source, map.width, rows, columns, pooling))
        }
      }
    }
    return FeatureMap(height: height, width: width, values: values)
  }

  private static func pool(
    _ values: UnsafeBufferPointer<Float>, _ width: Int, _ rows: Range<Int>,
    _ columns: Range<Int>, _ pooling: Pooling
  ) -> Float {
    var sum: Float = 0
    var maximum = -Float.infinity
    for y in rows {
      for x in columns {
        let value = values[y * width + x]
        guard value.isFinite else { return .nan }
        sum += value
        maximum = value > maximum ? value : maximum
      }
    }
    return pooling == .mean ? sum / Float(rows.count * columns.count) : maximum
  }
}
