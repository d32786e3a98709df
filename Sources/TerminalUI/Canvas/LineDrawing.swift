/// Boxes and lines of a diagram, collected: where they meet, their characters join.
public struct LineDrawing: Sendable {
  private struct Sides: OptionSet {
    let rawValue: Int
    static let up = Sides(rawValue: 1)
    static let right = Sides(rawValue: 2)
    static let down = Sides(rawValue: 4)
    static let left = Sides(rawValue: 8)
  }
  private var cells: [Point: (sides: Sides, style: Style)] = [:]

  public init() {}

  public mutating func box(_ rect: Rect, style: Style) {
    guard !rect.isEmpty else { return }
    let (right, bottom) = (rect.right - 1, rect.bottom - 1)
    line(
      [(rect.x, rect.y), (right, rect.y), (right, bottom), (rect.x, bottom), (rect.x, rect.y)],
      style: style)
  }

  /// - Parameter corners: Each in the column or the row of the one before.
  public mutating func line(_ corners: [(x: Int, y: Int)], style: Style) {
    for (start, end) in zip(corners, corners.dropFirst()) {
      let (dx, dy) = ((end.x - start.x).signum(), (end.y - start.y).signum())
      let (ahead, back): (Sides, Sides) =
        dx > 0 ? (.right, .left) : dx < 0 ? (.left, .right) : dy > 0 ? (.down, .up) : (.up, .down)
      for step in 0..<max(abs(end.x - start.x), abs(end.y - start.y)) {
        add(ahead, x: start.x + step * dx, y: start.y + step * dy, style)
        add(back, x: start.x + (step + 1) * dx, y: start.y + (step + 1) * dy, style)
      }
    }
  }

  private mutating func add(_ sides: Sides, x: Int, y: Int, _ style: Style) {
    let point = Point(x: x, y: y)
    // A line that ends at a box takes nothing of its look.
    cells[point, default: (sides, style)].sides.formUnion(sides)
  }

  public func draw(in clip: Rect, _ glyphs: Glyphs, on canvas: inout Canvas) {
    for (point, cell) in cells where clip.contains(x: point.x, y: point.y) {
      canvas[point.x, point.y] = Cell(character(cell.sides, glyphs), cell.style)
    }
  }

  private func character(_ sides: Sides, _ glyphs: Glyphs) -> Character {
    let joined: [Character] = [
      " ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼",
    ]
    if glyphs.unicode { return joined[sides.rawValue] }
    let isVertical = sides.isSubset(of: [.up, .down])
    return isVertical ? "|" : sides.isSubset(of: [.left, .right]) ? "-" : "+"
  }
}
