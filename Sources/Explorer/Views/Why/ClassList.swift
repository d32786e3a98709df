import Analysis
import SqueezeNet
import TextFormats

extension PickerList {
  /// All classes with number and probability, found as the user types.
  ///
  /// - Parameter isRival: True for the class that the shown one is compared with.
  static func classes(_ state: State, isRival: Bool = false) -> PickerList {
    let probabilities = state.why.evidence?.probabilities
    let names = state.network.classes
    return PickerList(
      context: .classes, title: isRival ? "Rather than which class?" : "Classes",
      prompt: isRival ? "rather than: " : "class: ", acceptHint: isRival ? "compare" : "explain",
      missing: { "no class has “\($0)”: Backspace or Esc" },
      box: .tall(width: 62), leadWidth: 3, leadAccent: .label, noteAccent: .plain,
      entries: { _, text in
        ClassSearch.matches(text, among: names, probabilities: probabilities).map { index in
          let probability = probabilities.flatMap {
            $0.indices.contains(index) ? Numbers.probability($0[index]) : nil
          }
          return PickerEntry(
            lead: "\(index)".rightAligned(to: 3), title: names[index],
            note: probability ?? ""
          ) { state in
            state.overlay = nil
            if isRival {
              state.compare(with: index)
            } else {
              state.why.chosen = index
              state.why.place = 0
            }
            return []
          }
        }
      })
  }
}
