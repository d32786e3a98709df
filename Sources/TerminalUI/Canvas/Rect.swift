/// A place on the canvas: column, row, from the top left.
public struct Point: Sendable, Hashable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

extension Int {
  /// The first of `count` places that is seen where `length` are: moved as little as shows a place
  /// and leaves nothing empty.
  public func scrolled(toShow place: Int, length: Int, of count: Int) -> Int {
    Swift.max(0, Swift.min(Swift.min(Swift.max(self, place - length + 1), place), count - length))
  }
}

/// A part of the canvas. Never of negative size.
public struct Rect: Sendable, Hashable {
  public let x: Int
  public let y: Int
  public let width: Int
  public let height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public var columns: Range<Int> { x..<x + width }
  public var rows: Range<Int> { y..<y + height }
  public var right: Int { x + width }
  public var bottom: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  public func contains(x: Int, y: Int) -> Bool { columns.contains(x) && rows.contains(y) }

  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(right, other.right) - left,
      height: min(bottom, other.bottom) - top)
  }

  /// Row `index` of the rectangle; empty beyond its end.
  public func row(_ index: Int) -> Rect {
    let inside = (0..<height).contains(index)
    return Rect(x: x, y: y + index, width: width, height: inside ? 1 : 0)
  }

  /// The rectangle without its first `left` columns, `top` rows, and so on.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(
      x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// As large as asked for, if there is room, in the middle of this one.
  public func centred(width wanted: Int, height wantedHeight: Int) -> Rect {
    let w = min(wanted, width)
    let h = min(wantedHeight, height)
    return Rect(x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h)
  }
}
