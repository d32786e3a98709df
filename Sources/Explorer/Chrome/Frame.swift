import TerminalUI

/// The parts around every view: header, message and key hints.
struct Frame: Sendable, Hashable {
  let header: Rect
  /// The part that a view draws on.
  let body: Rect
  /// Equals `hints` on screens that have no line to spare.
  let message: Rect
  let hints: Rect

  init(width: Int, height: Int) {
    let screen = Rect(x: 0, y: 0, width: width, height: height)
    let lines = ScreenLines(height: height)
    header = screen.row(0)
    body = Rect(x: 0, y: 1, width: width, height: lines.content)
    hints = screen.row(height - 1)
    message = lines.hasMessage ? screen.row(height - 2) : hints
  }

  var sharesLine: Bool { message == hints }
}
