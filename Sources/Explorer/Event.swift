import Analysis
import Inference

/// Everything that can happen to the explorer.
public enum Event: Sendable {
  case key(Key)
  /// The mouse, and what stands where it points.
  case mouse(Mouse, at: Target?)
  case resized(width: Int, height: Int)
  case session(SessionEvent)
  /// What a layer's output is like; nil when the layer was not done any more.
  case surveyed(layer: Int, LayerSurvey?)
  /// Layers of the other pass that are done.
  case comparing(number: Int, done: Int, of: Int)
  case compared(number: Int, PassPair)
  /// With the error's one line.
  case compareFailed(number: Int, String)
  case imageLoaded(index: Int, LoadedImage)
  case imageFailed(index: Int, String)
  /// What became of an export.
  case exported(number: Int, ExportAnswer)
}

/// How an export ended.
public enum ExportAnswer: Sendable, Hashable {
  case written
  /// The file is there already and was left as it is.
  case exists
  /// Nothing is there.
  case stopped
  /// Nothing is there, for this reason.
  case failed(String)
}

/// A key as the terminal reports it.
public enum Key: Sendable, Hashable {
  case character(Character)
  /// With the letter in lower case: Ctrl-F is `control("f")`.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
}
