import Analysis
import TerminalUI
import TextFormats

/// Commands of the confusion matrix.
extension CommandTable {
  static let matrixCommands: CommandGroup = CommandGroup(
    "The confusion matrix", in: [.view(.matrix)],
    Motion.commands(
      "cell",
      [
        .up: "right class above", .down: "right class below", .left: "answer before",
        .right: "answer after", .pageUp: "page up", .pageDown: "page down",
        .first: "first class", .last: "last class",
      ]
    ) { $0.moveCell($1) } + [
      Command(
        "open-photos", [.enter], "the cell's photos, the surest first; Enter there: why, for both",
        hint: "photos"
      ) { state, _ in state.openCell() },
      Command(
        "measure-answers", ["t"],
        "the answers of all opened photos again; while that goes on: stop",
        hintIn: { $0.matrix.asked.isWaiting ? "stop" : "again" }
      ) { state, _ in state.toggleEvaluation() },
      Command("trail-back", [.backspace], "back to where one came from") { state, _ in
        state.goBack()
        return []
      }.leadingOut(),
    ])
}

extension PickerList {
  /// The photos of a cell of the matrix, the surest first.
  static func photos(of cell: (truth: Int, answer: Int), _ evaluation: Evaluation) -> PickerList {
    let (truth, answer) = (evaluation.classes[cell.truth], evaluation.classes[cell.answer])
    return PickerList(
      context: .list,
      title: cell.truth == cell.answer ? "\(truth), rightly" : "\(truth), taken for \(answer)",
      prompt: "photo: ", acceptHint: "why",
      missing: { $0.isEmpty ? "no photos" : "no photo has “\($0)”: Backspace or Esc" },
      box: .tall(width: 102), leadWidth: 7, leadAccent: .plain,
      entries: { state, text in
        state.photos(of: cell).matching(text, name: \.answer.picture, help: { _ in "" }).map {
          photo, answer in
          PickerEntry(
            lead: Numbers.probability(answer.probability).rightAligned(to: 7),
            // Its folder is the class, which stands above.
            title: answer.picture.fileName,
            note: answer.isRight
              ? "" : "\(truth) \(Numbers.probability(answer.truthProbability))"
          ) { $0.openPhoto(photo, answer) }
        }
      })
  }
}

extension State {
  fileprivate func photos(
    of cell: (truth: Int, answer: Int)
  ) -> [(photo: Int, answer: Evaluation.Answer)] {
    zip(matrix.photos, matrix.evaluation?.answers ?? []).map { (photo: $0, answer: $1) }
      .filter { $0.answer.truth == cell.truth && $0.answer.answer == cell.answer }
      .sorted { (-$0.answer.probability, $0.photo) < (-$1.answer.probability, $1.photo) }
  }

  mutating func openCell() -> [Effect] {
    guard let cell = matrixCell, let evaluation = matrix.evaluation else { return [] }
    guard evaluation.count(truth: cell.truth, answer: cell.answer) > 0 else {
      return refuse("there are no photos in this cell")
    }
    openPicker(.photos(of: cell, evaluation))
    return []
  }

  /// Shows why a photo was answered so, and the right class beside that.
  fileprivate mutating func openPhoto(_ photo: Int, _ answer: Evaluation.Answer) -> [Effect] {
    let effects = photo == imageIndex && loadedImage != nil ? [] : selectImage(photo)
    why.chosen = answer.answer
    why.truth = answer.isRight ? nil : answer.truth
    why.rival = why.truth
    why.place = 0
    show(.why)
    return effects
  }
}
