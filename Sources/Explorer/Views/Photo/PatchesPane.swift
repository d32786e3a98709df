import Analysis
import SqueezeNet
import TerminalUI
import TextFormats

/// The parts of the photo that a channel answers to most, cut out and enlarged, the strongest
/// first; the number stands on the photo, too.
extension OnPhotoView.Pictures {
  func drawPatches(in rect: Rect, on canvas: inout Canvas) {
    let patches = state.shownPatches
    guard !patches.isEmpty else {
      let text =
        state.map.reduction == .channel
        ? "the channel answers to nothing of this photo"
        : "patches are of a single channel: m or [ ] choose one"
      return canvas.write(wrapped: text, in: rect, style: theme.label)
    }
    for (index, (patch, place)) in zip(patches, places(patches.count, in: rect)).enumerated() {
      let isHere = patch.row == state.singleMap.row && patch.column == state.singleMap.column
      let mark = isHere ? String(theme.glyphs.running) : " "
      canvas.write(
        "\(mark)\(index + 1)  \(Numbers.value(Double(patch.value)))", in: place,
        style: isHere ? theme.title : theme.label)
      draw(patch.region, in: place.inset(top: 1), on: &canvas)
    }
  }

  /// The value that sees the patch under a cell of the screen.
  func patch(x: Int, y: Int, in rect: Rect) -> (row: Int, column: Int)? {
    let patches = state.shownPatches
    return zip(patches, places(patches.count, in: rect))
      .first { $0.1.contains(x: x, y: y) }
      .map { ($0.0.row, $0.0.column) }
  }

  /// As many columns as make the pictures largest; a column apart, a line for the number.
  private func places(_ count: Int, in rect: Rect) -> [Rect] {
    guard count > 0, !rect.isEmpty else { return [] }
    func side(_ columns: Int) -> Int {
      let rows = (count + columns - 1) / columns
      return min(rect.width / columns - 1, 2 * (rect.height / rows - 1))
    }
    let columns = (1...count).max { side($0) < side($1) } ?? 1
    let rows = (count + columns - 1) / columns
    let (width, height) = (rect.width / columns, rect.height / rows)
    guard width >= 3, height >= 2 else { return [] }
    return (0..<count).map { index in
      Rect(
        x: rect.x + index % columns * width, y: rect.y + index / columns * height,
        width: width - 1, height: height)
    }
  }

  /// Enlarged by a whole factor where it is small.
  private func draw(_ region: PixelRectangle, in rect: Rect, on canvas: inout Canvas) {
    let whole = PixelRectangle(rows: 0..<size.height, columns: 0..<size.width)
    let part = region.intersection(whole)
    guard !part.isEmpty, image.pixels.count == size.height * size.width * 3 else { return }
    let samples = photoStyle.samples(in: rect)
    let factor = max(1, min(samples.width / part.columns.count, samples.height / part.rows.count))
    var pixels: [UInt8] = []
    pixels.reserveCapacity(part.area * factor * factor * 3)
    for row in part.rows {
      let line = part.columns.flatMap { column -> [UInt8] in
        let at = (row * size.width + column) * 3
        return (0..<factor).flatMap { _ in image.pixels[at..<at + 3] }
      }
      for _ in 0..<factor { pixels += line }
    }
    let cut = InputSize(height: part.rows.count * factor, width: part.columns.count * factor)
    PhotoView.drawPixels(
      LoadedImage(width: cut.width, height: cut.height, damage: nil, pixels: pixels),
      size: cut, glyphs: state.map.glyphs, theme, in: rect, on: &canvas)
  }
}
