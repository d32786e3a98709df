/// The weights of an antialiased bilinear resize along one axis: for each target pixel a triangle
/// over source pixels, as wide as the scale when it shrinks, in 22-bit fixed point. The same
/// arithmetic as Pillow's 8-bit BILINEAR, so that both give the same bytes.
struct ResampleTable {
  /// Bits after the point: 32, less 8 for the pixel and 2 for sign and headroom.
  static let fractionBits: Int32 = 22

  /// First source pixel of each target pixel.
  let first: [Int]
  /// Number of source pixels of each target pixel.
  let taps: [Int]
  /// Target pixels × `stride`; only the first `taps` of each row count.
  let weights: [Int32]
  let stride: Int

  /// - Parameters:
  ///   - source: Number of source pixels; none outside of them is used.
  ///   - range: The part that the target covers, within 0 … source.
  ///   - target: Number of target pixels.
  init(source: Int, range: ClosedRange<Double>, target: Int) {
    let scale = (range.upperBound - range.lowerBound) / Double(target)
    let support = max(1, scale)
    stride = Int(support.rounded(.up)) * 2 + 1
    var first: [Int] = []
    var taps: [Int] = []
    var weights = [Int32](repeating: 0, count: target * stride)
    for index in 0..<target {
      let centre = range.lowerBound + (Double(index) + 0.5) * scale
      let start = max(0, Int(centre - support + 0.5))
      let count = min(source, Int(centre + support + 0.5)) - start
      let triangle = (0..<count).map { tap in
        max(0, 1 - abs((Double(tap + start) - centre + 0.5) * (1 / support)))
      }
      let sum = triangle.reduce(0, +)
      for (tap, weight) in triangle.enumerated() {
        weights[index * stride + tap] = Int32(
          weight / sum * Double(1 << Self.fractionBits) + 0.5)
      }
      first.append(start)
      taps.append(count)
    }
    self.first = first
    self.taps = taps
    self.weights = weights
  }
}
