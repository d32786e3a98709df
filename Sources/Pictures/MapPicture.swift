import Heatmaps

extension Picture {
  /// One map, each value a square: none is made up between two.
  ///
  /// - Parameters:
  ///   - scale: Colours; the legend shows its range.
  ///   - title: Above the map.
  ///   - notes: Below the legend, each on lines of its own.
  public static func map(
    _ map: FeatureMap, _ scale: ColorScale, style: PictureStyle, title: String,
    notes: [String] = []
  ) throws(PictureError) -> Picture {
    try LabelledPicture(style: style, title: title, notes: notes, scale: scale).picture(
      width: try scaled(map.width, style), height: try scaled(map.height, style)
    ) { picture, x, y in
      picture.draw(map, scale, x: x, y: y, side: style.scale)
    }
  }

  /// Draws a map from (x, y) on, each value `side` pixels wide and high.
  mutating func draw(_ map: FeatureMap, _ scale: ColorScale, x: Int, y: Int, side: Int) {
    for row in 0..<map.height {
      for column in 0..<map.width {
        fill(
          x: x + column * side, y: y + row * side, width: side, height: side,
          scale.color(map.values[row * map.width + column]))
      }
    }
  }

  /// A length in pixels.
  static func scaled(_ length: Int, _ style: PictureStyle) throws(PictureError) -> Int {
    let (pixels, overflow) = length.multipliedReportingOverflow(by: style.scale)
    guard !overflow, pixels <= maximumPixels else { throw .size(width: length, height: length) }
    return pixels
  }
}
