import TextFormats

/// The first line of a view or of a part of one.
public enum Title {
  /// A text at the left and a note at the right: of each the longest wording that fits.
  public static func draw(
    _ left: [String], _ right: [String], in line: Rect, _ theme: Theme, note: Style? = nil,
    on canvas: inout Canvas
  ) {
    let lefts = left.map(theme.glyphs.show)
    let rights = right.map(theme.glyphs.show)
    let room = line.width - 2
    // The left text first, then the most that is left for the note.
    let shortest = rights.last?.columns ?? 0
    let start =
      lefts.first { $0.columns + 2 + shortest <= room }
      ?? theme.glyphs.fit(lefts.last ?? "", room)
    canvas.write(start, in: line, x: line.x + 1, style: theme.title)
    guard let end = rights.first(where: { start.columns + 2 + $0.columns <= room }) else { return }
    canvas.write(end, in: line, x: line.right - 1 - end.columns, style: note ?? theme.label)
  }
}
