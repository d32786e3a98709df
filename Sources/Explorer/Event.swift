import Inference

/// Everything that can happen to the explorer.
public enum Event: Sendable {
  case key(Key)
  /// The mouse, and what stands where it points.
  case mouse(Mouse, at: Target?)
  case resized(width: Int, height: Int)
  case session(SessionEvent)
  case imageLoaded(index: Int, LoadedImage)
  case imageFailed(index: Int, String)
  /// An export is done; the path as shown.
  case exported(path: String)
  /// The file is there already and was left as it is.
  case exportExists(path: String)
  case exportFailed(path: String, String)
}

/// A key as the terminal reports it.
public enum Key: Sendable, Hashable {
  case character(Character)
  /// With the letter in lower case: Ctrl-F is `control("f")`.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
}
