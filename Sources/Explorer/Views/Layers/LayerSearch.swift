import SqueezeNet

extension PickerList {
  /// Layers by name: the table itself shows the match, from where the search began.
  static func layers(_ state: State) -> PickerList {
    let network = state.network
    let (selection, unfolded) = (state.table.selection, state.table.unfolded)
    let all = network.tableRows(unfolded: Set(network.architecture.fireBlocks.map(\.number)))
    let start = all.firstIndex(of: selection) ?? 0
    @Sendable func matches(_ text: String) -> [TableRow] {
      let text = text.lowercased()
      return text.isEmpty
        ? [] : all.filter { network.fullName(of: $0).lowercased().contains(text) }
    }
    return PickerList(
      context: .search, title: nil, prompt: "search: ", acceptHint: "go there",
      missing: { "no layer's name holds “\($0)”" }, wraps: true,
      footer: { _, picker in
        let count = matches(picker.editor.text).count
        return picker.editor.text.isEmpty
          ? "" : count == 0 ? "none" : "\(picker.selected + 1) of \(count)"
      },
      entries: { _, text in
        matches(text).map { row in
          PickerEntry(lead: "", title: network.fullName(of: row)) { state in
            state.overlay = nil
            return []
          }
        }
      },
      first: { entries in
        entries.firstIndex { entry in
          (all.firstIndex { network.fullName(of: $0) == entry.title } ?? 0) >= start
        } ?? 0
      },
      marked: { state, place, text in
        // Only the match's own block is unfolded.
        state.table.unfolded = unfolded
        let rows = matches(text)
        guard rows.indices.contains(place) else {
          state.table.selection = selection
          return
        }
        if case .layer = rows[place], let number = network.fireNumber(of: rows[place]) {
          state.table.unfolded.insert(number)
        }
        state.table.selection = rows[place]
      },
      abandoned: { state in
        state.table.unfolded = unfolded
        state.table.selection = selection
      })
  }
}

extension State {
  mutating func openSearch() {
    stopFollowing()
    openPicker(.layers(self))
  }
}
