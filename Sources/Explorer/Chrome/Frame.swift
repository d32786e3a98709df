import TerminalUI

/// The parts around every view: header, message and key hints.
struct Frame: Sendable, Hashable {
  let header: Rect
  /// The part that a view draws on.
  let body: Rect
  /// The lines of a lesson; empty where none is given.
  let caption: Rect
  /// Equals `hints` on screens that have no line to spare.
  let message: Rect
  let hints: Rect

  init(_ terminal: TerminalDescription) {
    let (width, height) = (terminal.width, terminal.height)
    let screen = Rect(x: 0, y: 0, width: width, height: height)
    let lines = terminal.lines
    header = screen.row(0)
    body = Rect(x: 0, y: 1, width: width, height: lines.content)
    caption = Rect(x: 0, y: body.bottom, width: width, height: terminal.captionHeight)
    hints = screen.row(height - 1)
    message = lines.hasMessage ? screen.row(height - 2) : hints
  }

  var sharesLine: Bool { message == hints }
}
