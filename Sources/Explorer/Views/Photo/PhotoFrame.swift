import Heatmaps
import SqueezeNet
import TerminalUI

/// A frame around a part of the photo, on the cells beside it; at the photo's edge on those within,
/// where the part is large enough to be seen all the same.
///
/// In half blocks the lines take the colour that stands out from the photo below them, so that the
/// frame is seen on any photo.
struct PhotoFrame {
  /// In pixels of the photo as the network sees it.
  let rows: Range<Int>
  let columns: Range<Int>
  let size: InputSize

  /// - Parameters:
  ///   - style: The look of the photo.
  ///   - rect: The place of the drawing, from the top left.
  func draw(_ style: MapStyle, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let (first, last) = surroundings(style, in: rect) else { return }
    let glyphs = theme.glyphs
    func put(_ character: Character, _ x: Int, _ y: Int) {
      guard rect.contains(x: rect.x + x, y: rect.y + y) else { return }
      canvas[rect.x + x, rect.y + y] = Self.cell(
        character, over: canvas[rect.x + x, rect.y + y], theme)
    }
    for x in first.x...last.x {
      for y in [first.y, last.y] { put(glyphs.horizontal, x, y) }
    }
    for y in first.y...last.y {
      for x in [first.x, last.x] { put(glyphs.vertical, x, y) }
    }
    put(glyphs.topLeft, first.x, first.y)
    put(glyphs.topRight, last.x, first.y)
    put(glyphs.bottomLeft, first.x, last.y)
    put(glyphs.bottomRight, last.x, last.y)
  }

  /// A character in the middle of the part.
  func mark(
    _ character: Character, _ style: MapStyle, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    guard let (first, last) = corners(style, in: rect) else { return }
    let (x, y) = (rect.x + (first.x + last.x) / 2, rect.y + (first.y + last.y) / 2)
    guard rect.contains(x: x, y: y) else { return }
    canvas[x, y] = Self.cell(character, over: canvas[x, y], theme)
  }

  /// The corners of the frame, from the rectangle's corner.
  private func surroundings(_ style: MapStyle, in rect: Rect) -> (Point, Point)? {
    guard let (first, last) = corners(style, in: rect),
      let (start, end) = PhotoFrame(rows: 0..<size.height, columns: 0..<size.width, size: size)
        .corners(style, in: rect)
    else { return nil }
    func around(_ first: Int, _ last: Int, _ ends: ClosedRange<Int>) -> (Int, Int) {
      let isLarge = last - first >= 3
      return (
        isLarge ? max(first - 1, ends.lowerBound) : first - 1,
        isLarge ? min(last + 1, ends.upperBound) : last + 1
      )
    }
    let (left, right) = around(first.x, last.x, start.x...max(start.x, end.x))
    let (top, bottom) = around(first.y, last.y, start.y...max(start.y, end.y))
    return (Point(x: left, y: top), Point(x: right, y: bottom))
  }

  /// The cells at its upper left and lower right, from the rectangle's corner.
  private func corners(_ style: MapStyle, in rect: Rect) -> (Point, Point)? {
    guard !rows.isEmpty, !columns.isEmpty, size.width > 0, size.height > 0 else { return nil }
    let (width, height) = PhotoView.fitted(size, to: style.samples(in: rect))
    let first = style.cell(
      x: columns.lowerBound * width / size.width, y: rows.lowerBound * height / size.height)
    var last = style.cell(
      x: (columns.upperBound - 1) * width / size.width,
      y: (rows.upperBound - 1) * height / size.height)
    if !style.isHalfBlocks { last.x += 1 }
    return (first, last)
  }

  /// A half block's upper colour stays as the background, which decides between black and white.
  private static func cell(_ character: Character, over cell: Cell, _ theme: Theme) -> Cell {
    guard let below = cell.style.foreground.rgb else { return Cell(character, theme.key) }
    let ink: UInt8 = below.luma > 128 ? 16 : 231
    return Cell(
      character,
      Style(
        foreground: .indexed(ink), background: cell.style.foreground, attributes: .bold))
  }
}
