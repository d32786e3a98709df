import TerminalUI

/// Parts of a whole by weight, a line each: its name, its amount, a bar whose colour tells the sign,
/// and where there is room the running total.
struct RankedList {
  struct Part {
    let name: String
    let amount: Double
    let text: String
    var total: String?
  }
  let heads: (name: String, amount: String)
  /// The parts that are seen, and the place of the first of them in the ranking.
  let parts: [Part]
  let first: Int
  let marked: Int?
  /// The amount whose bar fills its column.
  let largest: Double
  let nameWidth: Int
  let amountWidth: Int

  /// - Parameters:
  ///   - headed: Where the heads stand; none where it is empty.
  ///   - press: Is told the place of the part.
  func draw(
    in rect: Rect, headed: Rect, _ theme: Theme, on canvas: inout Canvas,
    press: @escaping @Sendable (inout State, Int) -> Void
  ) {
    let hasTotal = rect.width >= 44 && parts.contains { $0.total != nil }
    let end = min(2 + nameWidth + amountWidth, rect.width - (hasTotal ? 13 : 0))
    let name = max(0, end - amountWidth - 2)
    func write(_ texts: (String, String), in line: Rect, _ style: Style) {
      canvas.write(theme.glyphs.fit(texts.0, name), in: line, x: line.x + 2, style: style)
      let amount = texts.1.rightAligned(to: amountWidth)
      canvas.write(amount, in: line, x: line.x + end - amountWidth, style: style)
    }
    if !headed.isEmpty {
      canvas.fill(headed, with: Cell(" ", theme.heads))
      write(heads, in: headed, theme.heads)
      if hasTotal { canvas.write("running total", atEndOf: headed, style: theme.heads) }
    }
    for (row, part) in parts.prefix(rect.height).enumerated() {
      let (line, place) = (rect.row(row), first + row)
      canvas.onPress(line) { press(&$0, place) }
      write((part.name, part.text), in: line, .plain)
      canvas.write(
        theme.glyphs.bar(
          largest > 0 ? abs(part.amount) / largest : 0,
          width: max(0, min(40, rect.width - end - 1 - (hasTotal ? 13 : 0)))),
        in: line, x: line.x + end + 1, style: part.amount < 0 ? theme.bar : theme.answer)
      if hasTotal, let total = part.total { canvas.write(total, atEndOf: line) }
      guard place == marked else { continue }
      canvas[line.x, line.y] = Cell(theme.glyphs.running, theme.key)
      // Not the bar: its colour would turn into its background.
      canvas.select(line.inset(right: line.width - end))
    }
  }
}
