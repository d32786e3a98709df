/// A grid of cells in memory. Views draw on it, the terminal shows it, tests read it.
///
/// Clipping happens here and nowhere else: what lies outside is dropped.
public struct Canvas: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// Row-major, width × height.
  public private(set) var cells: [Cell]

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  public subscript(x: Int, y: Int) -> Cell {
    get {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return Cell() }
      return cells[y * width + x]
    }
    set {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return }
      cells[y * width + x] = newValue
    }
  }

  /// The characters as lines, trailing spaces removed: what tests compare.
  public var text: [String] {
    (0..<height).map { y in
      var line = String(cells[y * width..<(y + 1) * width].map(\.character))
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
