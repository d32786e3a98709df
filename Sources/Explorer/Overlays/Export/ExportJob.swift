import Exports
import SqueezeNet
import TerminalUI

/// A file that is to be written.
public struct ExportJob: Sendable, Hashable {
  public let content: ExportContent
  public let format: ExportFormat
  /// As the person gave it.
  public let path: String
  /// Side of a value in pixels; nil for what suits, and for what is no picture.
  public let scale: Int?
  /// True where title, legend and numbers stand around maps.
  public let hasLabels: Bool
  /// For an export of the screen.
  public let screen: FrozenScreen
}

/// The screen as it was when the menu of exports was opened.
public final class FrozenScreen: Sendable {
  public let state: State
  init(_ state: State) { self.state = state }
}

/// Each is equal to itself only.
extension FrozenScreen: Hashable {
  public static func == (a: FrozenScreen, b: FrozenScreen) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Exports: how the person likes them, and what is being written.
public struct ExportState: Sendable {
  /// The scales that were chosen in place of the usual ones.
  var scales: [ExportKind: Int] = [:]
  public internal(set) var hasLabels = true
  var asked = Asked<ExportJob, Never>()
  /// True where the user wants that stopped.
  public internal(set) var isStopping = false

  /// The file that is being written now.
  var job: ExportJob? { asked.waiting }
}

extension State {
  /// The text of the message line: the last event, else what is being written.
  var shownMessage: Message? {
    if let message { return message }
    guard let job = export.job else { return nil }
    return Message(
      .information,
      export.isStopping ? "stopping \(job.path)" : "writing \(job.path), Esc stops it")
  }
}

/// The name of a file to write, while it is typed.
public struct ExportPrompt: Sendable {
  public internal(set) var editor: LineEditor
  public let content: ExportContent
  let scale: Int?
  let screen: FrozenScreen

  /// Gives the name the extension of the next format of the same content.
  mutating func nextFormat() {
    let formats = content.formats
    let name = editor.text
    guard let format = ExportFormat(ofName: name), formats.contains(format),
      let dot = name.lastIndex(of: ".")
    else {
      editor = LineEditor(name + ".\(formats.first?.rawValue ?? "")")
      return
    }
    editor = LineEditor("\(name[..<dot]).\(formats.turn(from: format).rawValue)")
  }
}
