/// A box over a view: for menus and lists.
public enum Popup {
  /// The box in the middle of `rect`, and what is inside its frame; without room for a frame both
  /// are the same.
  public static func place(width: Int, height: Int, in rect: Rect) -> (box: Rect, inside: Rect) {
    let hasFrame = rect.height >= height + 2 && rect.width >= width + 2
    guard hasFrame else {
      let box = rect.centred(width: width, height: height)
      return (box, box)
    }
    let box = rect.centred(width: width + 2, height: height + 2)
    return (box, box.inset(left: 1, top: 1, right: 1, bottom: 1))
  }

  /// Clears the box and draws its frame.
  /// - Returns: The inside.
  public static func draw(
    _ title: String, width: Int, height: Int, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) -> Rect {
    let (box, inside) = place(width: width, height: height, in: rect)
    canvas.fill(box)
    guard box != inside else { return box }
    let glyphs = theme.glyphs
    for y in [box.y, box.bottom - 1] {
      canvas.fill(
        Rect(x: box.x, y: y, width: box.width, height: 1), with: Cell(glyphs.horizontal, theme.line)
      )
    }
    for y in box.rows {
      let (isTop, isBottom) = (y == box.y, y == box.bottom - 1)
      let left = isTop ? glyphs.topLeft : isBottom ? glyphs.bottomLeft : glyphs.vertical
      let right = isTop ? glyphs.topRight : isBottom ? glyphs.bottomRight : glyphs.vertical
      canvas[box.x, y] = Cell(left, theme.line)
      canvas[box.right - 1, y] = Cell(right, theme.line)
    }
    canvas.write(" \(title) ", x: box.x + 2, y: box.y, style: theme.title, clip: box.row(0))
    return inside
  }
}
