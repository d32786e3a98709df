import Heatmaps

/// A picture in quarters of cells, for what shows more than two samples a cell: of the splits of its
/// 2 × 2 samples into two colours, a cell has the one with the least squared error.
public enum Quadrants {
  /// The samples of the first colour, numbered row by row.
  private static let splits: [(character: Character, samples: [Int])] = [
    ("▀", [0, 1]), ("▌", [0, 2]), ("▚", [0, 3]), ("▘", [0]), ("▝", [1]), ("▖", [2]), ("▗", [3]),
  ]

  /// Draws a picture in the top left of a rectangle.
  ///
  /// - Parameters:
  ///   - pixels: Row by row, two lines and two columns for each cell.
  ///   - width: An even number.
  public static func draw(
    _ pixels: [RGB], width: Int, direct: Bool, on canvas: inout Canvas, in rect: Rect
  ) {
    guard width > 1 else { return }
    let height = pixels.count / width
    for y in 0..<(height + 1) / 2 {
      for x in 0..<width / 2 where rect.contains(x: rect.x + x, y: rect.y + y) {
        let upper = 2 * y * width + 2 * x
        // A last line alone has nothing below.
        let lower = 2 * y + 1 < height ? upper + width : upper
        let samples = [upper, upper + 1, lower, lower + 1].map { pixels[$0].vector }
        var (character, first, second) = cell(samples)
        if lower == upper { (character, first) = ("▀", (samples[0] + samples[1]) / 2) }
        canvas[rect.x + x, rect.y + y] = Cell(
          character,
          Style(
            foreground: Color(RGB(first), direct: direct),
            background: lower == upper ? .terminal : Color(RGB(second), direct: direct)))
      }
    }
  }

  /// The best split, and the mean of each of its two parts.
  private static func cell(
    _ samples: [SIMD3<Float>]
  ) -> (Character, SIMD3<Float>, SIMD3<Float>) {
    let whole = samples[0] + samples[1] + samples[2] + samples[3]
    var best: (Character, SIMD3<Float>, SIMD3<Float>) = ("▀", whole / 4, whole / 4)
    var most = -Float.infinity
    for split in splits {
      let sum = split.samples.reduce(into: SIMD3<Float>()) { $0 += samples[$1] }
      let count = Float(split.samples.count)
      let (first, second) = (sum / count, (whole - sum) / (4 - count))
      // What the means explain: the larger, the smaller the error.
      let explained = (sum * first + (whole - sum) * second).sum()
      // Rounding alone is no reason for another character.
      guard explained > most + 1 else { continue }
      most = explained
      best = (split.character, first, second)
    }
    return best
  }
}

extension RGB {
  fileprivate var vector: SIMD3<Float> { SIMD3(Float(red), Float(green), Float(blue)) }

  fileprivate init(_ vector: SIMD3<Float>) {
    let rounded = vector.rounded(.toNearestOrAwayFromZero)
      .clamped(lowerBound: SIMD3(), upperBound: SIMD3(repeating: 255))
    self.init(red: UInt8(rounded.x), green: UInt8(rounded.y), blue: UInt8(rounded.z))
  }
}
