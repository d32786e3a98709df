import TerminalUI

/// Moving in the help.
extension CommandTable {
  static let helpCommands: CommandGroup = CommandGroup(
    "In this help", in: [.help],
    [
      scroll(.down, "line down", hint: "scroll"), scroll(.up, "line up"),
      scroll(.pageDown, "page down"), scroll(.pageUp, "page up"),
      Command(
        "more-help", ["?", .tab], "all keys, or those of the view only",
        hintIn: { $0.showsAllKeys ? "this view's" : "all keys" }
      ) { state, _ in
        state.showMoreHelp()
        return []
      },
      Command(
        "close-help", [.escape, .enter, "q"], "what was typed away; again: back to the view",
        hint: "back"
      ) { state, key in
        state.closeHelp(key)
        return []
      },
    ])

  private static func scroll(_ motion: Motion, _ help: String, hint: String? = nil) -> Command {
    Command(
      "help-\(motion.rawValue)", motion.keysWhileTyping, help, hint: hint,
      change: { $0.scrollHelp(motion) })
  }
}

extension State {
  fileprivate mutating func scrollHelp(_ motion: Motion) {
    guard case .help(var help) = overlay else { return }
    let count = help.lines(width: terminal.helpWidth).count
    let offset = motion.offset(lines: max(1, terminal.helpHeight - 1), count: count)
    help.scroll = max(0, help.scroll + offset)
    overlay = .help(help)
  }

  /// All keys in place of the view's, or the other way round; what is typed stays.
  fileprivate mutating func showMoreHelp() {
    guard case .help(var help) = overlay else { return }
    help.view = help.view == nil ? view : nil
    help.scroll = 0
    overlay = .help(help)
  }

  /// A `q` is typed where other letters were before it.
  fileprivate mutating func closeHelp(_ key: Key) {
    guard case .help(let help) = overlay, !help.editor.text.isEmpty else {
      overlay = nil
      return
    }
    if key == "q" { return editLine { $0.insert("q") } }
    overlay = .help(Help(of: help.view))
  }

  /// True where the help shows the keys of all views.
  var showsAllKeys: Bool { if case .help(let help) = overlay { help.view == nil } else { false } }

  /// The last line of the help is no further up than at the bottom.
  mutating func keepHelpInRange() {
    guard case .help(var help) = overlay else { return }
    help.scroll = max(
      0, min(help.scroll, help.lines(width: terminal.helpWidth).count - terminal.helpHeight))
    overlay = .help(help)
  }
}
