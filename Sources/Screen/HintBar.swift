import Explorer

/// The last line: which keys do what, from the table of bindings.
enum HintBar {
  /// - Parameter rect: What is left of the line after a prompt or a message.
  static func draw(_ state: State, in rect: Rect, _ look: Look, on canvas: inout Canvas) {
    let hints = KeyBindings.hints(for: state)
    let fixed = hints.filter { isFixed($0, state) }
    let others = hints.filter { !isFixed($0, state) }
    let tail = fixed.reduce(0) { $0 + width($1) + 2 } - 2
    // No hint is cut: the ones that don't fit are left out, help and quit last of all.
    guard tail <= rect.width else {
      if let last = fixed.last, width(last) <= rect.width {
        write(last, x: rect.right - width(last), rect, look, on: &canvas)
      }
      return
    }
    var x = rect.right - max(0, tail)
    let end = fixed.isEmpty ? rect.right : x - 2
    for hint in fixed {
      write(hint, x: x, rect, look, on: &canvas)
      x += width(hint) + 2
    }
    x = rect.x
    for hint in others {
      guard x + width(hint) <= end else { break }
      write(hint, x: x, rect, look, on: &canvas)
      x += width(hint) + 2
    }
  }

  /// Columns of all hints together.
  static func width(of state: State) -> Int {
    KeyBindings.hints(for: state).reduce(-2) { $0 + width($1) + 2 }
  }

  private static func isFixed(_ hint: Hint, _ state: State) -> Bool {
    guard state.context == .main else { return false }
    let keys = KeyBindings.table.filter {
      $0.context == .main && ($0.action == .help || $0.action == .leave)
    }
    return keys.contains { $0.keys.first?.name == hint.key }
  }

  private static func width(_ hint: Hint) -> Int { hint.key.count + 1 + hint.text.count }

  private static func write(
    _ hint: Hint, x: Int, _ rect: Rect, _ look: Look, on canvas: inout Canvas
  ) {
    let next = canvas.write(
      look.glyphs.show(hint.key), x: x, y: rect.y, style: look.key, clip: rect)
    canvas.write(look.glyphs.show(hint.text), x: next + 1, y: rect.y, clip: rect)
  }
}
