extension PickerList {
  /// The exports of the view: each entry with its letter, its subject, and its formats or why it
  /// can't be written now.
  ///
  /// - Parameter screen: The screen as it was when the menu was opened.
  static func exports(_ screen: FrozenScreen) -> PickerList {
    PickerList(
      context: .exports, title: "Export", prompt: "export: ", acceptHint: "name it",
      missing: { "no export has “\($0)”: Backspace or Esc" },
      box: .fitted(least: 60), wraps: true,
      footer: { state, picker in
        state.entries(of: picker).isEmpty ? "none" : state.exportNote
      },
      entries: { state, text in
        state.exportOffers(matching: text).map { offer in
          PickerEntry(
            letter: offer.kind.letter, lead: String(offer.kind.letter), title: offer.title,
            note: offer.note, isDimmed: offer.problem != nil
          ) { state in
            state.name(offer, screen)
            return []
          }
        }
      },
      first: { entries in entries.firstIndex { !$0.isDimmed } ?? 0 })
  }
}

extension ExportOffer {
  /// `.csv .json .txt`, `.png ×4`, or what is in the way.
  var note: String {
    guard let content else { return problem ?? "" }
    let formats = content.formats.map { "." + $0.rawValue }.joined(separator: " ")
    return formats + (scale.map { " ×\($0)" } ?? "")
  }
}
