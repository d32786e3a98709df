import SqueezeNet
import TerminalUI

/// The classes that fit what is typed, with number and probability. The text itself is typed in the
/// prompt's line.
enum ClassPickView {
  static func draw(_ pick: ClassPick, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let inside = Popup.draw(
      "Classes", width: width(in: rect), height: rect.height - 2, in: rect, theme, on: &canvas)
    guard inside.height > 0 else { return }
    let first = first(pick, inside)
    for (row, index) in pick.matches.dropFirst(first).prefix(inside.height).enumerated() {
      let line = inside.row(row).inset(left: 1, right: 1)
      canvas.write(
        Text.right("\(index)", 3), x: line.x, y: line.y, style: theme.label, clip: line)
      let probability =
        pick.probabilities.map {
          $0.indices.contains(index) ? ClassNumbers.percent($0[index]) : ""
        } ?? ""
      let room = line.width - 5 - probability.count - 2
      let name = Text.fit(
        theme.glyphs.show(ImageNetClasses.name(of: index)), room, mark: theme.glyphs.cut)
      canvas.write(name, x: line.x + 5, y: line.y, clip: line)
      canvas.write(probability, x: line.right - probability.count, y: line.y, clip: line)
      if first + row == pick.selected { canvas.add(.reverse, to: inside.row(row)) }
    }
    let count = pick.matches.count
    let range =
      count == 0 ? "none" : "\(first + 1)-\(min(count, first + inside.height)) of \(count)"
    canvas.write(
      " \(range) ", x: inside.right - range.count - 3, y: inside.bottom, style: theme.label,
      clip: rect)
  }

  /// The class that stands there, by its place among the matches.
  static func place(x: Int, y: Int, _ pick: ClassPick, in rect: Rect) -> Int? {
    let inside = Popup.place(width: width(in: rect), height: rect.height - 2, in: rect).inside
    let place = first(pick, inside) + y - inside.y
    return inside.contains(x: x, y: y) && pick.matches.indices.contains(place) ? place : nil
  }

  private static func width(in rect: Rect) -> Int { min(rect.width, 64) - 2 }

  /// The first class that is seen: the marked one stands in the middle, as far as the list lets it.
  private static func first(_ pick: ClassPick, _ inside: Rect) -> Int {
    max(0, min(pick.selected - inside.height / 2, pick.matches.count - inside.height))
  }
}
