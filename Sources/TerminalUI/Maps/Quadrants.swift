import Heatmaps

/// A picture in quarters of cells, for what shows more than two samples a cell: of the splits of its
/// 2 × 2 samples into two colours, a cell has the one with the least squared error.
public enum Quadrants {
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
        let (a, b) = (pixels[upper].vector, pixels[upper + 1].vector)
        var (character, first, second) = cell(a, b, pixels[lower].vector, pixels[lower + 1].vector)
        if lower == upper { (character, first) = ("▀", (a + b) / 2) }
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
    _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, _ d: SIMD3<Float>
  ) -> (Character, SIMD3<Float>, SIMD3<Float>) {
    let whole = a + b + c + d
    var best: (Character, SIMD3<Float>, SIMD3<Float>) = ("▀", whole / 4, whole / 4)
    var most = -Float.infinity
    /// - Parameter sum: Of the samples in the foreground.
    func consider(_ character: Character, _ sum: SIMD3<Float>, _ count: Float) {
      let (first, second) = (sum / count, (whole - sum) / (4 - count))
      // What the means explain: the larger, the smaller the error.
      let explained = (sum * first + (whole - sum) * second).sum()
      // Rounding alone is no reason for another character.
      guard explained > most + 1 else { return }
      (best, most) = ((character, first, second), explained)
    }
    consider("▀", a + b, 2)
    consider("▌", a + c, 2)
    consider("▚", a + d, 2)
    consider("▘", a, 1)
    consider("▝", b, 1)
    consider("▖", c, 1)
    consider("▗", d, 1)
    return best
  }
}

extension RGB {
  fileprivate var vector: SIMD3<Float> { SIMD3(Float(red), Float(green), Float(blue)) }

  /// A mean of colours, rounded.
  fileprivate init(_ mean: SIMD3<Float>) {
    let rounded = mean + 0.5
    self.init(red: UInt8(rounded.x), green: UInt8(rounded.y), blue: UInt8(rounded.z))
  }
}
