import TerminalUI

/// Moving in the help.
extension CommandTable {
  static let helpCommands: CommandGroup = CommandGroup(
    "In this help", in: [.help],
    Motion.commands(
      "help",
      [
        .up: "line up", .down: "line down", .pageUp: "page up", .pageDown: "page down",
        .first: "first line", .last: "last line",
      ], hints: [.down: "scroll"]
    ) { $0.scrollHelp($1) } + [
      Command("help-page-down", [" "], "page down", change: { $0.scrollHelp(.pageDown) }),
      Command(
        "more-help", ["?"], "all keys, or those of the view only",
        hintIn: { $0.showsAllKeys ? "this view's" : "all keys" }
      ) { state, _ in
        state.overlay = .help(Help(of: state.showsAllKeys ? state.view : nil))
        return []
      },
      Command(
        "close-help", [.escape, "q", .enter], "back to the view", hint: "back",
        change: { $0.overlay = nil }),
    ])
}

extension State {
  fileprivate mutating func scrollHelp(_ motion: Motion) {
    guard case .help(var help) = overlay else { return }
    let count = help.lines(width: terminal.helpWidth).count
    let offset = motion.offset(lines: max(1, terminal.helpHeight - 1), count: count)
    help.scroll = max(0, help.scroll + offset)
    overlay = .help(help)
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
