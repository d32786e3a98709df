/// The help screen.
public struct Help: Sendable, Hashable {
  /// First line shown.
  public var scroll: Int
  /// Nil: all keys.
  public var view: View?

  public init(of view: View?, scroll: Int = 0) {
    self.view = view
    self.scroll = scroll
  }

  var lines: [HelpLine] { view.map { HelpLine.lines(of: $0) } ?? HelpLine.all }
}

/// One line of the help screen.
enum HelpLine: Sendable, Hashable {
  case heading(String)
  case binding(keys: String, text: String)
  case empty

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
        + commands.map { .binding(keys: $0.keysText, text: $0.help) }
    }
    return Array(sections.joined(separator: [.empty]))
  }
}
