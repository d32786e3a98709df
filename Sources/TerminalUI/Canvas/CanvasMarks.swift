/// Parts of a canvas with values of the application that drew them.
public struct CanvasMarks: Sendable {
  private var marks: [(rect: Rect, value: any Sendable)] = []

  mutating func add(_ rect: Rect, _ value: some Sendable) {
    if !rect.isEmpty { marks.append((rect, value)) }
  }

  /// Returns the value of the uppermost part that has a cell, and the cell's place in that part.
  public func value(x: Int, y: Int) -> (value: any Sendable, at: Point)? {
    marks.last { $0.rect.contains(x: x, y: y) }.map {
      ($0.value, Point(x: x - $0.rect.x, y: y - $0.rect.y))
    }
  }
}

/// Marks are not seen: canvases that look alike are equal.
extension CanvasMarks: Hashable {
  public static func == (a: CanvasMarks, b: CanvasMarks) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
