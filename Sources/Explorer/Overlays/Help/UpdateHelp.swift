extension State {
  mutating func helpAction(_ action: Action) {
    guard case .help(var help) = overlay else {
      if action == .help { overlay = .help(Help(of: view)) }
      return
    }
    let page = max(1, terminal.helpHeight - 1)
    switch action {
    case .helpUp: help.scroll -= 1
    case .helpDown: help.scroll += 1
    case .helpPageUp: help.scroll -= page
    case .helpPageDown: help.scroll += page
    case .helpFirst: help.scroll = 0
    case .helpLast: help.scroll = help.lines.count
    case .moreHelp: help = Help(of: help.view == nil ? view : nil)
    case .closeHelp:
      overlay = nil
      return
    default: break
    }
    overlay = .help(help)
  }

  /// Whether the help shows the keys of all views.
  var showsAllKeys: Bool { if case .help(let help) = overlay { help.view == nil } else { false } }

  /// The last line of the help is no further up than at the bottom.
  mutating func keepHelpInRange() {
    guard case .help(var help) = overlay else { return }
    help.scroll = max(0, min(help.scroll, help.lines.count - terminal.helpHeight))
    overlay = .help(help)
  }
}
