import Heatmaps
import SqueezeNet
import TerminalUI

/// A layer's map on the photo that it was made from: each value on the square of the photo that
/// its unit stands for.
///
/// Laid over the photo, the photo is grey, so that all colour is the map's. That needs colours:
/// characters show the map alone.
struct PhotoOverlay {
  let image: LoadedImage
  let size: InputSize
  let map: FeatureMap
  /// Where its values stand; nil where that is nowhere.
  let place: (any MapPlace)?
  let style: MapStyle
  let scale: Scale
  /// The share of the colour that the largest values have, 0 … 1; the smallest leave the photo as it
  /// is. 1 hides the photo.
  var opacity = Self.laidOver

  static let laidOver = 0.85

  /// Draws in the top left of a rectangle.
  func draw(in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let samples = style.samples(in: rect)
    guard samples.width > 0, samples.height > 0, place != nil else { return }
    let (width, height) = PhotoView.fitted(size, to: samples)
    guard let levels = style.colors else {
      return drawCharacters(width, height, in: rect, on: &canvas)
    }
    if opacity < 1, image.pixels.count == size.height * size.width * 3 {
      let photo = PhotoView.shrunk(image.pixels, size: size, width: 2 * width, height: height)
      let values = ValueScale(
        ValueRange(minimum: scale.minimum, maximum: scale.maximum), gamma: scale.gamma,
        signed: scale.isSigned)
      let pixels = photo.enumerated().map { index, pixel in
        let grey = UInt8(clamping: Int(pixel.luma.rounded()))
        let below = RGB(red: grey, green: grey, blue: grey)
        return value(index % (2 * width), index / (2 * width), of: (2 * width, height))
          .map { mixed(below, with: $0, on: values) } ?? below
      }
      return Quadrants.draw(
        pixels, width: 2 * width, direct: theme.colors == .direct, on: &canvas, in: rect)
    }
    Heatmap.drawHalfBlocks(width: width, height: height, on: &canvas, in: rect) {
      value($0, $1, of: (width, height)).map {
        scale.level($0).map { levels.levels[$0] } ?? levels.notFinite
      }
    }
  }

  /// The value that stands over a sample; nil where no unit does.
  private func value(_ x: Int, _ y: Int, of samples: (width: Int, height: Int)) -> Float? {
    let unit = place?.unit(
      row: (2 * y + 1) * size.height / (2 * samples.height),
      column: (2 * x + 1) * size.width / (2 * samples.width))
    return unit.flatMap { map.value(row: $0.row, column: $0.column) }
  }

  /// A value's colour over the photo's, the stronger the farther the value is from nothing: of
  /// signed ones from the middle. From the ramp itself: few colours are made fewer only once, after
  /// mixing.
  private func mixed(_ below: RGB, with value: Float, on values: ValueScale) -> RGB {
    guard case .halfBlocks(let ramp, _) = style else { return below }
    guard let place = values.place(value) else {
      return below.mixed(with: ramp.notFinite, share: opacity)
    }
    let strength = scale.isSigned ? abs(2 * place - 1) : place
    return below.mixed(with: ramp.color(place), share: opacity * strength)
  }

  private func drawCharacters(
    _ width: Int, _ height: Int, in rect: Rect, on canvas: inout Canvas
  ) {
    for y in 0..<height {
      for x in 0..<width {
        guard let value = value(x, y, of: (width, height)) else { continue }
        let pair = scale.level(value).flatMap(style.characters) ?? ("?", "?")
        let cell = style.cell(x: x, y: y)
        for (offset, character) in [pair.0, pair.1].enumerated() {
          let at = (x: rect.x + cell.x + offset, y: rect.y + cell.y)
          if rect.contains(x: at.x, y: at.y) { canvas[at.x, at.y] = Cell(character) }
        }
      }
    }
  }
}
