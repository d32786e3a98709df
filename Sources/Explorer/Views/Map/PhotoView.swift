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
    let pixels = shrunk(image.pixels, size: size, width: width, height: height)

    guard case .halfBlocks(_, let direct) = style else {
      // Ink is light on a dark background and dark on a light one.
      let brightness = pixels.map { Float(theme.isDark ? luma($0) : 255 - luma($0)) }
      guard let map = FeatureMap(height: height, width: width, values: brightness),
        let fitted = FittedMap(map, samples: (width, height), .mean)
      else { return }
      let scale = Scale(ValueRange(minimum: 0, maximum: 255), style)
      Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: rect)
      return
    }
    for y in 0..<(height + 1) / 2 {
      for x in 0..<width where rect.contains(x: rect.x + x, y: rect.y + y) {
        let below =
          2 * y + 1 < height ? color(pixels[(2 * y + 1) * width + x], direct: direct) : .terminal
        canvas[rect.x + x, rect.y + y] = Cell(
          "▀",
          Style(foreground: color(pixels[2 * y * width + x], direct: direct), background: below))
      }
    }
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

  /// Rec. 601.
  static func luma(_ pixel: SIMD3<UInt8>) -> Double {
    0.299 * Double(pixel.x) + 0.587 * Double(pixel.y) + 0.114 * Double(pixel.z)
  }

  private static func color(_ pixel: SIMD3<UInt8>, direct: Bool) -> Color {
    let color = RGB(red: pixel.x, green: pixel.y, blue: pixel.z)
    return direct ? .rgb(color) : .indexed(Palette.nearest(color))
  }

  /// Mean over each pixel's area; of very large areas a regular grid of 16 × 16 samples.
  static func shrunk(
    _ pixels: [UInt8], size: InputSize, width: Int, height: Int
  ) -> [SIMD3<UInt8>] {
    var result: [SIMD3<UInt8>] = []
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
          result.append(SIMD3<UInt8>(truncatingIfNeeded: mean))
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
