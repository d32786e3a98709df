import Heatmaps

/// A row of values broken into lines, so that it fills a rectangle: for layers of 1×1×channels.
public struct VectorGrid: Sendable, Hashable {
  /// NaN fills the last line behind the values.
  public let map: FeatureMap
  /// Values shown.
  public let count: Int
  /// Neighbouring values of which the largest is shown, where not all fit.
  public let group: Int

  /// Nil without values or room.
  public init?(_ values: [Float], samples: (width: Int, height: Int)) {
    let room = samples.width * samples.height
    guard samples.width > 0, samples.height > 0, !values.isEmpty else { return nil }
    let group = (values.count + room - 1) / room
    let shown = stride(from: 0, to: values.count, by: group).map { start in
      values[start..<min(start + group, values.count)].reduce(-Float.infinity) {
        $1.isNaN || $1 > $0 ? $1 : $0
      }
    }
    // As square as it fits: at least the square root, more where the height runs out.
    var width = min(samples.width, max(1, Int(Double(shown.count).squareRoot().rounded(.up))))
    while width < samples.width, (shown.count + width - 1) / width > samples.height { width += 1 }
    let height = (shown.count + width - 1) / width
    let filled = shown + Array(repeating: .nan, count: width * height - shown.count)
    guard let map = FeatureMap(height: height, width: width, values: filled) else { return nil }
    self.map = map
    count = shown.count
    self.group = group
  }
}
