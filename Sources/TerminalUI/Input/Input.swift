/// The user's input at the terminal.
public enum Input: Sendable, Hashable {
  case key(Key)
  case mouse(Mouse)
  /// Text that came at once: it is typed, where text is typed, and never keys.
  case paste(String)
  /// The size changed, or the process was stopped and continued: draw.
  case resized(width: Int, height: Int)
}

/// A request of an application to the terminal itself.
public enum DisplayRequest: Sendable, Hashable {
  /// Draw everything anew.
  case redraw
  /// Have the terminal report the mouse, or leave it to the terminal.
  case useMouse(Bool)
  /// Give a text to the clipboard of the person's terminal, where that takes it.
  case copy(base64: String)
  /// As Ctrl-Z does.
  case suspend
  case quit
}
