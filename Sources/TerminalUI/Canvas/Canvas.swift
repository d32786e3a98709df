import TextFormats

/// A grid of cells in memory. Views draw on it, the terminal shows it, tests read it.
///
/// Clipping happens here and nowhere else: what lies outside is dropped. Of a character that is two
/// columns wide never a half is left: where one is lost, the other is a space.
public struct Canvas: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// Row-major, width × height.
  public private(set) var cells: [Cell]
  /// The parts that mean something to the drawing code when they are pressed.
  public private(set) var marks = CanvasMarks()
  /// The place where the terminal's cursor is to be shown: in a line editor. Nil hides it.
  public var cursor: Point?

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  /// The whole canvas.
  public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  public subscript(x: Int, y: Int) -> Cell {
    get {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return Cell() }
      return cells[y * width + x]
    }
    set {
      guard (0..<width).contains(x), (0..<height).contains(y) else { return }
      split(x, y)
      split(x + 1, y)
      cells[y * width + x] = newValue
    }
  }

  /// Makes spaces of a wide character that has its right half at (x, y).
  private mutating func split(_ x: Int, _ y: Int) {
    let index = y * width + x
    guard x > 0, x < width, cells[index].isRightHalf else { return }
    cells[index - 1].character = " "
    cells[index].character = " "
  }

  /// Writes text from (x, y) to the right, inside `clip`.
  /// - Returns: The column after the text, had there been room for all of it.
  @discardableResult
  public mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    let clip = bounds.intersection(clip ?? bounds)
    var column = x
    // Most text is ASCII, and a frame has thousands of characters.
    if text.isPrintableASCII {
      for byte in text.utf8 {
        if clip.contains(x: column, y: y) {
          self[column, y] = Cell(Character(Unicode.Scalar(byte)), style)
        }
        column += 1
      }
      return column
    }
    for cell in text.shownCells {
      let places = (column..<column + cell.columns).filter { clip.contains(x: $0, y: y) }
      let isWhole = places.count == cell.columns
      for place in places {
        let isLeft = place == column
        self[place, y] = Cell(isWhole ? (isLeft ? cell.character : Cell.rightHalf) : " ", style)
      }
      column += cell.columns
    }
    return column
  }

  /// Writes text in a rectangle's first line, from its left end or from column `x`.
  /// - Returns: The column after the text, had there been room for all of it.
  @discardableResult
  public mutating func write(
    _ text: String, in rect: Rect, x: Int? = nil, style: Style = .plain
  ) -> Int {
    write(text, x: x ?? rect.x, y: rect.y, style: style, clip: rect)
  }

  /// Writes text at the right end of a rectangle's first line.
  public mutating func write(_ text: String, atEndOf rect: Rect, style: Style = .plain) {
    write(text, in: rect, x: rect.right - text.columns, style: style)
  }

  /// Writes text broken into lines, as many as the rectangle has.
  public mutating func write(wrapped text: String, in rect: Rect, style: Style = .plain) {
    for (row, line) in text.wrapped(to: rect.width).enumerated() {
      write(line, in: rect.row(row), style: style)
    }
  }

  /// Writes lines as far as the rectangle has room for them, the first in a style of its own.
  public mutating func write(
    _ lines: some Sequence<String>, in rect: Rect, _ theme: Theme, heading: Style? = nil,
    style: Style = .plain
  ) {
    for (row, text) in lines.enumerated() {
      let text = theme.glyphs.fit(text, rect.width)
      write(text, in: rect.row(row), style: row == 0 ? heading ?? style : style)
    }
  }

  /// Fills a rectangle with one cell.
  public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    let area = rect.intersection(bounds)
    for y in area.rows {
      split(area.x, y)
      split(area.right, y)
      for x in area.columns { cells[y * width + x] = cell }
    }
  }

  /// Shows that what is there already is selected: reversed and bold, nothing of it dim.
  public mutating func select(_ rect: Rect) {
    let area = rect.intersection(bounds)
    for y in area.rows {
      for x in area.columns {
        cells[y * width + x].style.attributes.formUnion([.reverse, .bold])
        cells[y * width + x].style.attributes.remove(.dim)
      }
    }
  }

  /// Gives a part of the canvas a meaning; what was marked there before lies below.
  public mutating func mark(_ rect: Rect, _ value: some Sendable) {
    marks.add(rect.intersection(bounds), value)
  }

  /// Takes the meaning from everything that was marked.
  public mutating func removeMarks() { marks = CanvasMarks() }

  /// The characters as lines, trailing spaces removed: what tests compare.
  public var text: [String] {
    (0..<height).map { y in
      let row = cells[y * width..<(y + 1) * width]
      var line = String(row.lazy.filter { !$0.isRightHalf }.map(\.character))
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
