import TerminalUI

/// The part of the screen between the header and the key hints. All views show the selected layer
/// and channel; what is a view's own stays as it was left while another one is shown.
///
/// A view is a value; each stands in its folder, and `allCases` lists them.
public struct View: Sendable {
  /// As options and settings call it.
  public let rawValue: String
  /// Opens the view from the menu; its capital does so from any view.
  public let letter: Character
  public let title: String
  /// One line for the menu.
  public let summary: String
  /// The next thing to press, said at the first visit; the short one where there is little room:
  /// beside the way out on the narrowest screen.
  let introductions: (long: String, short: String)
  /// The heading that the help of this view begins with.
  let heading: String
  /// Its own exports, the menu's first.
  let exports: [ExportKind]
  /// The words of the command that gives what the view shows; nil where none does.
  let commandWords: @Sendable (State) -> [String]?
  /// Its own commands. Asked for when the table of commands is made: they may name other views.
  let commands: @Sendable () -> [CommandGroup]
  let draw: @Sendable (State, Rect, Theme, inout Canvas) -> Void
  /// Keeps its state within what there is, after every event.
  let keepInRange: @Sendable (inout State) -> Void
  /// Asks for what it shows and lacks, after every event.
  let fetch: @Sendable (inout State) -> [Effect]

  init(
    _ name: String, letter: Character, title: String, summary: String,
    introductions: (long: String, short: String), heading: String, exports: [ExportKind],
    commandWords: @escaping @Sendable (State) -> [String]? = { _ in nil },
    commands: @escaping @Sendable () -> [CommandGroup],
    keepInRange: @escaping @Sendable (inout State) -> Void = { _ in },
    fetch: @escaping @Sendable (inout State) -> [Effect] = { _ in [] },
    draw: @escaping @Sendable (State, Rect, Theme, inout Canvas) -> Void
  ) {
    rawValue = name
    self.letter = letter
    self.title = title
    self.summary = summary
    self.introductions = introductions
    self.heading = heading
    self.exports = exports
    self.commandWords = commandWords
    self.commands = commands
    self.draw = draw
    self.keepInRange = keepInRange
    self.fetch = fetch
  }

  /// In few words where there is little room, beside `? keys  Esc back` where the line is shared.
  func introduction(on terminal: TerminalDescription) -> String {
    let (long, short) = introductions
    let hasLine = terminal.lines.hasMessage
    return long.count <= terminal.width - (hasLine ? 2 : 18) ? long : short
  }

  /// The key that opens the view from any other.
  var key: Key { .character(Character(letter.uppercased())) }
}

extension View: CaseIterable {
  /// All views, in the order of the menu.
  public static let allCases: [View] = [
    .layers, .blocks, .sheet, .singleMap, .photo, .value, .filters, .why, .effects, .whatIf,
    .compare, .time, .activity, .matrix,
  ]
}

extension View: RawRepresentable, Hashable, CustomStringConvertible {
  public init?(rawValue: String) {
    guard let view = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = view
  }

  public var description: String { rawValue }
  public static func == (a: View, b: View) -> Bool { a.rawValue == b.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
