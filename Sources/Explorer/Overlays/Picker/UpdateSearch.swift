import SqueezeNet

extension State {
  mutating func searchAction(_ action: Action) {
    if action == .search {
      stopFollowing()
      overlay = .search(Search(selection: table.selection, unfolded: table.unfolded))
      return
    }
    guard case .search(var search) = overlay else { return }
    switch action {
    case .nextMatch, .previousMatch:
      guard !search.matches.isEmpty else { return }
      let count = search.matches.count
      search.current = (search.current + (action == .nextMatch ? 1 : count - 1)) % count
      showCurrent(of: search)
    case .acceptSearch:
      overlay = nil
      if search.matches.isEmpty, !search.editor.text.isEmpty {
        say("no layer's name holds “\(search.editor.text)”")
      }
    case .abandonSearch: abandonSearch()
    default: break
    }
  }

  /// Goes back to where the search began.
  mutating func abandonSearch() {
    guard case .search(let search) = overlay else { return }
    overlay = nil
    table.unfolded = search.unfolded
    table.selection = search.selection
  }

  /// Finds the text anew and shows the first match from where the search began.
  mutating func showMatches(of search: Search) {
    var search = search
    let text = search.editor.text.lowercased()
    let all = network.tableRows(unfolded: Set(network.architecture.fireBlocks.map(\.number)))
    search.matches =
      text.isEmpty ? [] : all.filter { network.fullName(of: $0).lowercased().contains(text) }
    let start = all.firstIndex(of: search.selection) ?? 0
    search.current =
      search.matches.firstIndex { (all.firstIndex(of: $0) ?? 0) >= start } ?? 0
    showCurrent(of: search)
  }

  /// Selects the current match and unfolds only its block, or restores the selection.
  private mutating func showCurrent(of search: Search) {
    overlay = .search(search)
    table.unfolded = search.unfolded
    guard search.matches.indices.contains(search.current) else {
      table.selection = search.selection
      return
    }
    let match = search.matches[search.current]
    if case .layer = match, let number = network.fireNumber(of: match) {
      table.unfolded.insert(number)
    }
    table.selection = match
  }
}
