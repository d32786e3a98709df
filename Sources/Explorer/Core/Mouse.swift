import TerminalUI

/// The effect of a press of the mouse on a part of the screen. Drawing marks the parts.
public struct Click: Sendable {
  let perform: @Sendable (inout State) -> [Effect]
}

/// The same for a part as a whole: the point is counted from the part's top left.
private struct MarkedPart: Sendable {
  let perform: @Sendable (inout State, Point) -> [Effect]
}

extension Canvas {
  /// Marks a part for the mouse.
  mutating func onPress(
    _ rect: Rect, perform: @escaping @Sendable (inout State, Point) -> [Effect]
  ) {
    mark(rect, MarkedPart(perform: perform))
  }

  /// Marks a part for the mouse that asks for nothing outside.
  mutating func onPress(_ rect: Rect, change: @escaping @Sendable (inout State) -> Void) {
    onPress(rect) { state, _ in
      change(&state)
      return []
    }
  }

  /// Returns what a press there does; nil where nothing is marked.
  func click(x: Int, y: Int) -> Click? {
    guard let (value, point) = marks.value(x: x, y: y), let part = value as? MarkedPart else {
      return nil
    }
    return Click { part.perform(&$0, point) }
  }
}

extension State {
  /// The wheel is the arrow keys; a press chooses, and a second one opens what is chosen.
  mutating func point(_ mouse: Mouse, at click: Click?) -> [Effect] {
    switch mouse.kind {
    case .scrollUp: press(.up)
    case .scrollDown: press(.down)
    case .press: click?.perform(&self) ?? []
    }
  }

  /// Selects a row of the layer table, or folds the block that is selected.
  mutating func pointAt(_ row: TableRow) {
    stopFollowing()
    guard row == table.selection else {
      table.selection = row
      return
    }
    if case .block = row { foldBlock() }
  }

  mutating func toggleMouse() -> [Effect] {
    usesMouse.toggle()
    say(usesMouse ? "the mouse works here; Shift selects text" : "the mouse selects text")
    return [.display(.useMouse(usesMouse))]
  }
}
