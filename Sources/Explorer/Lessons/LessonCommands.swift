import TerminalUI
import TextFormats

/// Going through a lesson.
extension CommandTable {
  static let lessonCommands: CommandGroup = CommandGroup(
    "Lessons", in: .views,
    [
      Command("next-step", [";"], "the next step of the lesson") { state, _ in
        state.goToStep(state.lesson.step + 1)
      },
      Command("previous-step", ["'"], "the step of the lesson before") { state, _ in
        state.goToStep(state.lesson.step - 1)
      },
      Command(
        "lesson", ["&"], "open a lesson, steps with a caption each, or leave the open one",
        change: { $0.openPicker(.lessons) }),
    ])
}

extension PickerList {
  /// The lessons that are built in.
  static var lessons: PickerList {
    PickerList(
      context: .list, title: "Lessons", prompt: "lesson: ", acceptHint: "begin",
      missing: { "no lesson has “\($0)”: Backspace or Esc" },
      box: .fitted(least: 48), leadWidth: BuiltInLesson.all.map(\.name.count).max() ?? 0,
      leadAccent: .label, footer: { _, _ in "your own: --lesson FILE" },
      entries: { state, text in
        let leave = PickerEntry(lead: "", title: "Leave the lesson", note: "") {
          ($0.lesson, $0.slowMotion) = (LessonState(), $0.lesson.slowMotion)
          $0.overlay = nil
          return []
        }
        let isOpen = text.isEmpty && state.lesson.lesson != nil
        return (isOpen ? [leave] : [])
          + BuiltInLesson.all
          .compactMap { choice in choice.lesson.map { (choice.name, $0) } }
          .matching(text, name: { "\($1.title) \($0)" }, help: { _ in "" })
          .map { name, lesson in
            PickerEntry(lead: name, title: lesson.title, note: "\(lesson.steps.count) steps") {
              $0.open(lesson)
            }
          }
      })
  }
}
