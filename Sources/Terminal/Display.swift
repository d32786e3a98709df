import TerminalUI

/// An event that the terminal tells the run loop.
public enum Happening: Sendable, Hashable {
  case input(Input)
  /// Asked to end by a signal.
  case terminated(signal: Int32)
  /// The terminal is gone.
  case hungUp
}

/// The place where the run loop draws and its keys come from: the terminal, or a test.
public protocol Display: AnyObject {
  /// Waits for keys, signals or posted events, at most so long (nil: for ever).
  func wait(milliseconds: Int?) -> [Happening]
  func draw(_ canvas: Canvas)
  /// The next `draw` sends every cell.
  func redraw()
  /// Has the terminal report the mouse, or leaves it to the terminal.
  func useMouse(_ uses: Bool)
  /// Gives a text to the clipboard of the terminal.
  func copy(base64: String)
  /// Gives the terminal back and stops the process, as Ctrl-Z does; returns when continued.
  func suspend()
}
