import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

/// In words: the value under the cursor, and what it sees.
enum OnPhotoReadout {
  static func draw(
    _ state: State, _ map: FeatureMap, _ image: LoadedImage, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let (row, column) = (state.singleMap.row, state.singleMap.column)
    guard let value = map.value(row: row, column: column) else { return }
    let exact = value.isFinite ? "\(value)" : Numbers.value(Double(value))
    let place = "row \(row)  column \(column)  value "
    let region = state.regionUnderCursor
    let short = region.map { "  sees \($0.rows.count)×\($0.columns.count) px" } ?? "  sees padding"
    let first = rect.row(0)
    let end = canvas.write(place, in: first, style: theme.label)
    let after = canvas.write(exact, in: first, x: end, style: theme.value)
    guard rect.height > 1 else {
      let text = theme.glyphs.show(short)
      if after + text.count <= first.right {
        canvas.write(text, in: first, x: after, style: theme.label)
      }
      return
    }
    let words = words(region, state, image).map(theme.glyphs.show)
    let line = rect.row(1)
    let text = words.first { $0.count <= line.width } ?? words.last ?? ""
    canvas.write(text, in: line, style: theme.label)
  }

  /// Rows and columns are counted from 0, as the cursor's are; the longest wording first.
  private static func words(
    _ region: PixelRectangle?, _ state: State, _ image: LoadedImage
  ) -> [String] {
    guard let region else { return ["sees nothing of the photo, only padding"] }
    let size = state.network.size
    func span(_ range: Range<Int>) -> String { "\(range.lowerBound)-\(range.upperBound - 1)" }
    let seen =
      "sees rows \(span(region.rows)), columns \(span(region.columns)) of "
      + "\(size.height)×\(size.width)"
    let whole = PhotoMapping(
      photoWidth: image.width, photoHeight: image.height, size: size,
      resizing: state.model.weights?.preprocessing.resizing
    )
    .photoRectangle(of: region).pixels
    let photo =
      "x \(span(whole.columns)), y \(span(whole.rows)) of the \(image.width)×\(image.height) photo"
    return ["\(seen): \(photo)", seen]
  }
}
