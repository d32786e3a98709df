import Heatmaps
import SqueezeNet
import TerminalUI

/// The photo as the network sees it: cropped, resized, before the means are taken off.
enum PhotoView {
  static func draw(_ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas)
  {
    guard !layout.photo.isEmpty, let image = state.loadedImage else { return }
    let size = state.network.size
    let line = layout.photoTitle
    let title = theme.glyphs.show("photo at \(size.height)×\(size.width)")
    canvas.write(theme.glyphs.fit(title, line.width), in: line, style: theme.title)
    drawPixels(
      image, size: size, glyphs: state.map.glyphs, theme, in: layout.photo, on: &canvas)
  }

  /// The photo's own row: the photo large, and below it the answer in one sentence.
  static func drawInput(
    _ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let image = state.loadedImage else { return }
    let area = layout.picture
    let title = Rect(x: area.x, y: layout.mapTitle.y, width: area.width, height: 1)
    canvas.write(
      theme.glyphs.fit("as the network sees it", title.width), in: title, style: theme.title)
    drawPixels(
      image, size: state.network.size, glyphs: state.map.glyphs, theme, in: area, on: &canvas)
    let line = Rect(x: area.x, y: layout.legend.y, width: area.width, height: 1)
    guard let answer = state.answerSentence else {
      canvas.write(
        theme.glyphs.fit("the answer comes with the last layer", line.width), in: line,
        style: theme.label)
      return
    }
    canvas.write(theme.glyphs.fit(answer, line.width), in: line, style: theme.value)
  }

  /// Shrunk by area mean to what fits; colours where there are 256, else as brightness.
  static func drawPixels(
    _ image: LoadedImage, size: InputSize, glyphs: MapGlyphs, _ theme: Theme, in rect: Rect,
    on canvas: inout Canvas
  ) {
    guard image.pixels.count == size.height * size.width * 3, !rect.isEmpty else { return }
    let style = MapStyle(glyphs, .grey, theme)
    let samples = style.samples(in: rect)
    guard samples.width > 0, samples.height > 0 else { return }
    let (width, height) = fitted(size, to: samples)
    guard case .halfBlocks(_, let direct) = style else {
      let pixels = shrunk(image.pixels, size: size, width: width, height: height)
      // Ink is light on a dark background and dark on a light one.
      let brightness = pixels.map { Float(theme.isDark ? $0.luma : 255 - $0.luma) }
      guard let map = FeatureMap(height: height, width: width, values: brightness),
        let fitted = FittedMap(map, samples: (width, height), .mean)
      else { return }
      let scale = Scale(ValueRange(minimum: 0, maximum: 255), style)
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: rect)
      return
    }
    let pixels = shrunk(image.pixels, size: size, width: 2 * width, height: height)
    Quadrants.draw(pixels, width: 2 * width, direct: direct, on: &canvas, in: rect)
  }

  /// The columns that the photo would like in so many lines: a column is about half as wide as a
  /// line is high.
  static func columns(ofLines lines: Int, _ size: InputSize) -> Int {
    (2 * lines * size.width + size.height - 1) / max(1, size.height)
  }

  /// Samples that the photo takes: the longer side decides, the other keeps the proportion, and
  /// nothing is enlarged.
  static func fitted(_ size: InputSize, to samples: (width: Int, height: Int)) -> (
    width: Int, height: Int
  ) {
    let share = min(
      1, Double(samples.width) / Double(size.width), Double(samples.height) / Double(size.height))
    return (
      min(samples.width, max(1, Int((Double(size.width) * share).rounded()))),
      min(samples.height, max(1, Int((Double(size.height) * share).rounded())))
    )
  }

  /// Returns the middle of what a cell of the drawn photo shows, from the drawing's top left, in
  /// pixels; nil beside the photo.
  static func pixel(
    at point: Point, _ size: InputSize, _ style: MapStyle, in rect: Rect
  ) -> (row: Int, column: Int)? {
    let (width, height) = fitted(size, to: style.samples(in: rect))
    let sample = style.samples(in: Rect(x: 0, y: 0, width: point.x, height: point.y))
    guard sample.width < width, sample.height < height else { return nil }
    return (
      (2 * sample.height + 1) * size.height / (2 * height),
      (2 * sample.width + 1) * size.width / (2 * width)
    )
  }

  /// Mean over each pixel's area; of very large areas a regular grid of 16 × 16 samples.
  static func shrunk(
    _ pixels: [UInt8], size: InputSize, width: Int, height: Int
  ) -> [RGB] {
    var result: [RGB] = []
    result.reserveCapacity(width * height)
    pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<height {
        let rows = part(y, of: height, along: size.height)
        for x in 0..<width {
          let columns = part(x, of: width, along: size.width)
          var sum = SIMD3<UInt32>()
          var count: UInt32 = 0
          for row in stride(from: rows.lowerBound, to: rows.upperBound, by: rows.count / 16 + 1) {
            for column in stride(
              from: columns.lowerBound, to: columns.upperBound, by: columns.count / 16 + 1)
            {
              let at = (row * size.width + column) * 3
              sum &+= SIMD3(UInt32(pixels[at]), UInt32(pixels[at + 1]), UInt32(pixels[at + 2]))
              count += 1
            }
          }
          let mean = (sum &+ SIMD3(repeating: count / 2)) / SIMD3(repeating: max(count, 1))
          result.append(RGB(red: UInt8(mean.x), green: UInt8(mean.y), blue: UInt8(mean.z)))
        }
      }
    }
    return result
  }

  private static func part(_ index: Int, of count: Int, along length: Int) -> Range<Int> {
    let start = index * length / count
    return start..<max(start + 1, (index + 1) * length / count)
  }
}
