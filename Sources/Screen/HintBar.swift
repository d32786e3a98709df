import Explorer

/// The last line: which keys do what, from the table of bindings.
enum HintBar {
  /// No hint is cut: the ones that don't fit are left out, the way out last of all.
  /// - Parameter rect: What is left of the line after a prompt or a message.
  static func draw(_ state: State, in rect: Rect, _ look: Look, on canvas: inout Canvas) {
    let hints = KeyBindings.hints(for: state)
    var fixed = hints.fixed
    while width(fixed) > rect.width, !fixed.isEmpty { fixed.removeFirst() }
    let start = fixed.isEmpty ? rect.right + 2 : rect.right - width(fixed)
    write(fixed, from: start, to: rect.right, look, on: &canvas, y: rect.y)
    write(hints.free, from: rect.x, to: start - 2, look, on: &canvas, y: rect.y)
  }

  /// Columns of all hints together.
  static func width(of state: State) -> Int {
    let hints = KeyBindings.hints(for: state)
    return width(hints.free + hints.fixed)
  }

  /// Columns of the hints that stay beside a message.
  static func fixedWidth(of state: State) -> Int { width(KeyBindings.hints(for: state).fixed) }

  private static func width(_ hints: [Hint]) -> Int {
    max(0, hints.reduce(-2) { $0 + width($1) + 2 })
  }

  private static func width(_ hint: Hint) -> Int { hint.key.count + 1 + hint.text.count }

  private static func write(
    _ hints: [Hint], from start: Int, to end: Int, _ look: Look, on canvas: inout Canvas, y: Int
  ) {
    var x = start
    for hint in hints {
      guard x + width(hint) <= end else { return }
      let next = canvas.write(look.glyphs.show(hint.key), x: x, y: y, style: look.key)
      canvas.write(look.glyphs.show(hint.text), x: next + 1, y: y)
      x += width(hint) + 2
    }
  }
}
