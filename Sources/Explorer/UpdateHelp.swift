extension State {
  mutating func helpAction(_ action: Action) {
    guard case .help(let scroll) = overlay else {
      if action == .help { overlay = .help(scroll: 0) }
      return
    }
    let page = max(1, terminal.helpHeight - 1)
    switch action {
    case .helpUp: overlay = .help(scroll: scroll - 1)
    case .helpDown: overlay = .help(scroll: scroll + 1)
    case .helpPageUp: overlay = .help(scroll: scroll - page)
    case .helpPageDown: overlay = .help(scroll: scroll + page)
    case .helpFirst: overlay = .help(scroll: 0)
    case .helpLast: overlay = .help(scroll: lastHelpScroll)
    case .closeHelp: overlay = nil
    default: break
    }
  }
}
