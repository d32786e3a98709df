import Heatmaps
import TextFormats

/// A line of text at a whole multiple of the font's size.
struct PictureText {
  /// Columns from one letter to the next and lines from one to the next, at scale 1.
  static let advance = PixelFont.width + 1
  static let lineHeight = PixelFont.height + 2

  /// Pixels that a text takes.
  static func width(of text: String, scale: Int) -> Int {
    max(0, text.count * advance - 1) * scale
  }

  /// Lines of at most `width` pixels, broken at spaces where there are any.
  static func wrap(_ text: String, width: Int, scale: Int) -> [String] {
    text.wrapped(to: max(1, (width / scale + 1) / advance))
  }
}

extension Picture {
  /// Writes one line, its letters' top left at (x, y).
  mutating func write(_ text: String, x: Int, y: Int, scale: Int, _ color: RGB) {
    for (index, character) in text.enumerated() {
      let left = x + index * PictureText.advance * scale
      for (row, bits) in PixelFont.rows(of: character).enumerated() {
        for column in 0..<PixelFont.width where bits >> (PixelFont.width - 1 - column) & 1 == 1 {
          fill(
            x: left + column * scale, y: y + row * scale, width: scale, height: scale, color)
        }
      }
    }
  }
}
