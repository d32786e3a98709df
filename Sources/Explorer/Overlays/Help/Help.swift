import TerminalUI

/// The help screen: all lines, or those that hold what is typed.
public struct Help: Sendable, Hashable {
  /// First line shown.
  public var scroll: Int
  /// Nil: all keys.
  public var view: View?
  /// What is looked for among the lines.
  var editor = LineEditor()

  public init(of view: View?, scroll: Int = 0) {
    self.view = view
    self.scroll = scroll
  }

  /// - Parameter width: The columns that a line has room for; longer ones go on in the next.
  func lines(width: Int) -> [HelpLine] { lines.flatMap { $0.wrapped(to: width) } }

  /// The lines that hold what was typed, in their keys or in their text, below their headings.
  var lines: [HelpLine] {
    let all = view.map { HelpLine.lines(of: $0) } ?? HelpLine.all
    let text = editor.text.lowercased()
    guard !text.isEmpty else { return all }
    let sections = all.split(separator: .empty).compactMap { section -> [HelpLine]? in
      let found = section.filter { $0.holds(text) }
      return found.isEmpty ? nil : section.prefix(1) + found
    }
    return Array(sections.joined(separator: [.empty]))
  }
}

/// One line of the help screen.
enum HelpLine: Sendable, Hashable {
  case heading(String)
  /// `synonyms` is looked through and not shown.
  case binding(keys: String, text: String, synonyms: String = "")
  case empty

  /// Columns before keys, and again before their text.
  static let indent = 2

  /// - Parameter text: In lower case. A single letter is a key.
  fileprivate func holds(_ text: String) -> Bool {
    guard case .binding(let keys, let help, let synonyms) = self else { return false }
    if text.count == 1 { return keys.split(separator: " ").contains { $0.lowercased() == text } }
    return [help, keys, synonyms].contains { $0.lowercased().contains(text) }
  }

  fileprivate func wrapped(to width: Int) -> [HelpLine] {
    guard case .binding(let keys, let text, _) = self else { return [self] }
    let room = width - keys.count - 2 * Self.indent
    guard text.count > room else { return [self] }
    // The first line ends where a word does.
    let first = text.wrapped(to: room).first ?? ""
    let rest = String(text.dropFirst(first.count).drop { $0 == " " })
    return [.binding(keys: keys, text: first)]
      + rest.wrapped(to: width - 2 * Self.indent).map { .binding(keys: "", text: $0) }
  }

  /// The lines for one view, its own keys first.
  static func lines(of view: View) -> [HelpLine] {
    let own = CommandTable.groups.filter { $0.heading == view.heading }
    let others = CommandTable.groups.filter { $0.heading != view.heading }
    return lines(own + others) { $0.contexts.contains(.view(view)) }
  }

  /// The lines for everything, made once.
  static let all = lines(CommandTable.groups) { _ in true }

  private static func lines(
    _ groups: [CommandGroup], where isShown: (Command) -> Bool
  ) -> [HelpLine] {
    let sections = groups.compactMap { group -> [HelpLine]? in
      let commands = group.commands.filter(isShown)
      guard !commands.isEmpty else { return nil }
      return [.heading(group.heading)]
        + commands.map {
          .binding(
            keys: $0.keysText, text: $0.help, synonyms: PaletteEntry.synonyms[$0.name] ?? "")
        }
    }
    return Array(sections.joined(separator: [.empty]))
  }
}
