import Analysis
import SqueezeNet
import TextFormats

extension PickerList {
  /// All classes with number and probability, found as the user types.
  static func classes(_ state: State) -> PickerList {
    let probabilities = state.why.evidence?.probabilities
    let names = state.network.classes
    return PickerList(
      context: .classes, title: "Classes", prompt: "class: ", acceptHint: "explain",
      missing: { "no class has “\($0)”: Backspace or Esc" },
      box: .tall(width: 62), leadWidth: 3, leadAccent: .label, noteAccent: .plain,
      entries: { _, text in
        ClassSearch.matches(text, among: names, probabilities: probabilities).map { index in
          let probability = probabilities.flatMap {
            $0.indices.contains(index) ? ClassNumbers.percent($0[index]) : nil
          }
          return PickerEntry(
            lead: "\(index)".rightAligned(to: 3), title: names[index],
            note: probability ?? ""
          ) { state in
            state.overlay = nil
            state.why.chosen = index
            state.why.place = 0
            return []
          }
        }
      })
  }
}
