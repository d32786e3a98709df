extension PickerList {
  /// The views, each with the key that opens it from any view.
  static func views(_ state: State) -> PickerList {
    let titleWidth = View.allCases.map(\.title.count).max() ?? 0
    let detailWidth = View.allCases.map(\.summary.count).max() ?? 0
    let width = 6 + titleWidth + 2 + detailWidth + 1
    let shown = View.allCases.firstIndex(of: state.view) ?? 0
    return PickerList(
      context: .menu, title: "Views", prompt: "view: ", acceptHint: "go there",
      missing: { "no view has “\($0)”: Backspace or Esc" },
      box: .menu(width: width), wraps: true,
      footer: { state, picker in state.entries(of: picker).isEmpty ? "none" : "" },
      entries: { _, text in
        View.allCases.matching(
          text, name: { "\($0.title) \($0.rawValue)" }, help: \.summary
        ).map { view in
          PickerEntry(
            letter: view.letter, lead: view.key.name, title: view.title,
            detail: view.summary
          ) { state in
            state.show(view)
            return []
          }
        }
      },
      first: { $0.count == View.allCases.count ? shown : 0 })
  }
}
