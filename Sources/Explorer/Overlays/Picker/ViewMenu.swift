extension PickerList {
  /// The views, each with its letter.
  static func views(_ state: State) -> PickerList {
    let titleWidth = View.allCases.map(\.title.count).max() ?? 0
    let detailWidth = View.allCases.map(\.summary.count).max() ?? 0
    let width = 6 + titleWidth + 2 + detailWidth + 1
    let shown = View.allCases.firstIndex(of: state.view) ?? 0
    return PickerList(
      context: .menu, title: "Views", prompt: "view: ", acceptHint: "go there",
      missing: { "no view has “\($0)” in it: Backspace, or Esc" },
      box: .menu(width: width), wraps: true, footer: { _, _ in "" },
      entries: { _, text in
        let text = text.lowercased()
        return View.allCases.filter { view in
          text.isEmpty || view.title.contains(text) || view.summary.lowercased().contains(text)
        }.map { view in
          PickerEntry(
            letter: view.letter, lead: String(view.letter), title: view.title,
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
