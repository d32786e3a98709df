import TerminalUI

/// The last line: which keys do what, from the table of commands.
enum HintBar {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    for (hint, place) in placed(state, in: rect) {
      let next = canvas.write(
        theme.glyphs.show(hint.key), x: place.x, y: place.y, style: theme.key)
      canvas.write(theme.glyphs.show(hint.text), x: next + 1, y: place.y)
      canvas.onPress(place) { state, _ in state.press(hint.press) }
    }
  }

  /// The hints that fit, and where. None is cut: the ones that don't fit are left out, the way out
  /// last of all.
  /// - Parameter rect: The rest of the line after a prompt or a message.
  private static func placed(_ state: State, in rect: Rect) -> [(hint: Hint, place: Rect)] {
    let hints = Hint.all(for: state)
    var fixed = hints.fixed
    while width(fixed) > rect.width, !fixed.isEmpty { fixed.removeFirst() }
    let start = fixed.isEmpty ? rect.right + 2 : rect.right - width(fixed)
    return place(hints.free, from: rect.x, to: start - 2, y: rect.y)
      + place(fixed, from: start, to: rect.right, y: rect.y)
  }

  private static func place(
    _ hints: [Hint], from start: Int, to end: Int, y: Int
  ) -> [(hint: Hint, place: Rect)] {
    var x = start
    var placed: [(hint: Hint, place: Rect)] = []
    for hint in hints {
      guard x + width(hint) <= end else { break }
      placed.append((hint, Rect(x: x, y: y, width: width(hint), height: 1)))
      x += width(hint) + 2
    }
    return placed
  }

  /// Columns of all hints together.
  static func width(of state: State) -> Int {
    let hints = Hint.all(for: state)
    return width(hints.free + hints.fixed)
  }

  /// Columns of the hints that stay beside a message.
  static func fixedWidth(of state: State) -> Int { width(Hint.all(for: state).fixed) }

  private static func width(_ hints: [Hint]) -> Int {
    max(0, hints.reduce(-2) { $0 + width($1) + 2 })
  }

  private static func width(_ hint: Hint) -> Int { hint.key.count + 1 + hint.text.count }
}
