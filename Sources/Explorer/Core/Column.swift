import TerminalUI
import TextFormats

/// A column of a table with a row for each layer or block.
struct Column<Kind: Sendable & Hashable>: Sendable, Hashable {
  enum Content: Sendable { case words, figures, bar }

  let kind: Kind
  let title: String
  let width: Int
  /// Columns of lower rank come first when there is little room.
  let rank: Int
  /// Figures stand at the right.
  let content: Content

  init(_ kind: Kind, _ title: String, _ width: Int, rank: Int, _ content: Content = .figures) {
    (self.kind, self.title, self.width) = (kind, title, width)
    (self.rank, self.content) = (rank, content)
  }
}

extension Array {
  /// Returns the columns that have room, those of low rank first.
  ///
  /// - Parameter fits: Told the column, the width of all chosen ones with it, and their number
  ///   without it.
  func chosen<Kind>(
    where fits: (Column<Kind>, _ width: Int, _ count: Int) -> Bool
  ) -> [Column<Kind>] where Element == Column<Kind> {
    var chosen: [Column<Kind>] = []
    for column in sorted(by: { $0.rank < $1.rank }) {
      guard fits(column, (chosen + [column]).totalWidth(), chosen.count) else { break }
      chosen.append(column)
    }
    return filter(chosen.contains)
  }

  /// The width of columns side by side, a column of cells between them.
  func totalWidth<Kind>() -> Int where Element == Column<Kind> {
    reduce(-1) { $0 + $1.width + 1 }
  }
}

extension Canvas {
  mutating func writeHeads<Kind>(_ columns: [Column<Kind>], in line: Rect, _ theme: Theme) {
    fill(line, with: Cell(" ", theme.heads))
    writeCells(columns, in: line, theme) { ($0.title, theme.heads) }
  }

  /// Writes a row of a table.
  mutating func writeCells<Kind>(
    _ columns: [Column<Kind>], in line: Rect, _ theme: Theme, isSelected: Bool = false,
    cell: (Column<Kind>) -> (text: String, style: Style)
  ) {
    var x = line.x
    for column in columns {
      let (text, style) = cell(column)
      let shown = theme.glyphs.fit(text, column.width)
      let isRight = column.content == .figures
      write(isRight ? shown.rightAligned(to: column.width) : shown, in: line, x: x, style: style)
      // A reversed bar would read as its complement.
      if isSelected, column.content != .bar {
        let place = Rect(x: x, y: line.y, width: column.width + 1, height: 1)
        select(place.intersection(line))
      }
      x += column.width + 1
    }
  }
}
