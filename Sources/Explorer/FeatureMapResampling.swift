/// A feature map at the size of the drawing, and how it came to it.
public struct ResampledMap: Sendable, Hashable {
  public enum Method: String, Sendable {
    /// One value a sample.
    case exact
    /// Enlarged: every sample is a value of the map, none is made up between two.
    case nearest
    /// Shrunk in at least one direction: the mean of the area that a sample covers.
    case areaMean = "area mean"
    /// As `areaMean`, with the maximum: small strong spots are not lost.
    case areaMaximum = "area max"
  }
  public let map: FeatureMap
  public let method: Method
}

extension FeatureMap {
  public enum Shrinking: Sendable { case mean, maximum }

  /// The map at height × width samples. Directions are treated apart: nearest neighbour where it
  /// grows, area mean or maximum where it shrinks. An area with a NaN in it is NaN.
  public func resampled(height: Int, width: Int, shrinking: Shrinking = .mean) -> ResampledMap {
    guard height > 0, width > 0, self.height > 0, self.width > 0 else {
      return ResampledMap(map: FeatureMap(height: 0, width: 0, counted: []), method: .exact)
    }
    guard height != self.height || width != self.width else {
      return ResampledMap(map: self, method: .exact)
    }
    let shrinks = height < self.height || width < self.width
    let columns = Self.windows(from: self.width, to: width)
    let rows = Self.windows(from: self.height, to: height)
    // Columns first, then rows: both the mean and the maximum of a rectangle separate.
    var narrow = [Float](repeating: 0, count: self.height * width)
    for row in 0..<self.height {
      for (x, window) in columns.enumerated() {
        narrow[row * width + x] = Self.reduce(
          values, start: row * self.width, step: 1, window, shrinking)
      }
    }
    var result = [Float](repeating: 0, count: height * width)
    for (y, window) in rows.enumerated() {
      for x in 0..<width {
        result[y * width + x] = Self.reduce(narrow, start: x, step: width, window, shrinking)
      }
    }
    let method: ResampledMap.Method =
      !shrinks ? .nearest : shrinking == .mean ? .areaMean : .areaMaximum
    return ResampledMap(
      map: FeatureMap(height: height, width: width, counted: result), method: method)
  }

  /// What one sample covers along one axis, in source pixels: whole pixels `first ... last`, the
  /// outer two with the weight of the part that is covered.
  struct Window: Sendable, Hashable {
    let first: Int
    let last: Int
    let firstWeight: Float
    let lastWeight: Float
  }

  static func windows(from source: Int, to target: Int) -> [Window] {
    (0..<target).map { index in
      guard target < source else {
        // The pixel under the sample's centre.
        let pixel = min((2 * index + 1) * source / (2 * target), source - 1)
        return Window(first: pixel, last: pixel, firstWeight: 1, lastWeight: 1)
      }
      // In units of 1 / target pixels, so that the edges are exact.
      let start = index * source
      let end = start + source
      let first = start / target
      let last = (end - 1) / target
      return Window(
        first: first, last: last,
        firstWeight: Float((first + 1) * target - start) / Float(target),
        lastWeight: Float(end - last * target) / Float(target))
    }
  }

  private static func reduce(
    _ values: [Float], start: Int, step: Int, _ window: Window, _ shrinking: Shrinking
  ) -> Float {
    if window.first == window.last { return values[start + window.first * step] }
    var sum: Float = 0
    var weights: Float = 0
    var largest = -Float.infinity
    for pixel in window.first...window.last {
      let value = values[start + pixel * step]
      switch shrinking {
      case .maximum:
        if value.isNaN { return .nan }
        largest = max(largest, value)
      case .mean:
        let weight =
          pixel == window.first
          ? window.firstWeight : pixel == window.last ? window.lastWeight : 1
        sum += value * weight
        weights += weight
      }
    }
    return shrinking == .mean ? sum / weights : largest
  }
}
