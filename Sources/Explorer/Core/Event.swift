import Analysis
import Inference
import Reports
import TerminalUI

/// Everything that can happen to the explorer.
public enum Event: Sendable {
  /// What goes with a network, by the number that it was opened with: dropped once it is another.
  indirect case of(network: Int, Event)
  case key(Key)
  case paste(String)
  /// The mouse, and what a press there does.
  case mouse(Mouse, at: Click?)
  case resized(width: Int, height: Int)
  case session(SessionEvent)
  /// The survey of a layer's output; nil when the layer was not done any more.
  case surveyed(layer: Int, LayerSurvey?)
  /// Layers of the other pass that are done.
  case comparing(number: Int, done: Int, of: Int)
  case compared(number: Int, PassPair)
  /// With the error's one line.
  case compareFailed(number: Int, String)
  case imageLoaded(index: Int, LoadedImage)
  case imageFailed(index: Int, String)
  case evaluation(number: Int, EvaluationStep)
  case networks([InstalledNetwork])
  /// - Parameter note: What was assumed of its weights.
  case networkOpened(number: Int, ModelDescription, note: String?)
  /// With the error's one line.
  case networkFailed(number: Int, String)
  /// The weights' file is another one by now, and can be read.
  case weightsChanged
  /// The step of a lesson can be carried on; the update's own.
  case lessonGoesOn
  /// The answer to an export.
  case exported(number: Int, ExportAnswer)
}

/// The end of an export.
public enum ExportAnswer: Sendable, Hashable {
  case written
  /// The file is there already and was left as it is.
  case exists
  /// Nothing is there.
  case stopped
  /// Nothing is there, for this reason.
  case failed(String)
}

extension Event {
  /// An input; the mouse points at the canvas that is shown.
  public init(_ input: Input, on canvas: Canvas) {
    switch input {
    case .key(let key): self = .key(key)
    case .paste(let text): self = .paste(text)
    case .mouse(let mouse): self = .mouse(mouse, at: canvas.click(x: mouse.x, y: mouse.y))
    case .resized(let width, let height): self = .resized(width: width, height: height)
    }
  }
}

extension Effect {
  /// The part that the run loop itself carries out.
  public var displayRequest: DisplayRequest? {
    if case .display(let request) = self { request } else { nil }
  }
}
