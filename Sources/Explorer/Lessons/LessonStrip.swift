import TerminalUI
import TextFormats

/// The lines of a lesson below every view: a rule that says which step this is, and its caption.
enum LessonStrip {
  /// Longer lines are hard to read.
  private static let widest = 100

  /// As many as the longest caption needs, so that views don't jump from step to step; 0 where no
  /// lesson is given.
  static func height(_ state: State) -> Int {
    guard state.lesson.shownStep != nil, let lesson = state.lesson.lesson else { return 0 }
    let width = state.terminal.width
    return 1 + (lesson.steps.map { lines($0, width: width).count }.max() ?? 0)
  }

  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let lesson = state.lesson.lesson, let step = state.lesson.shownStep else { return }
    let rule = rect.row(0)
    canvas.fill(rule, with: Cell(theme.glyphs.horizontal, theme.line))
    let (number, count) = (state.lesson.step + 1, lesson.steps.count)
    let place = "step \(number) of \(count)"
    let back: [(key: Key, word: String)] = number > 1 ? [("'", "back")] : []
    let keys = back + [(";", number < count ? "next" : "end"), ("&", "lessons")]
    var x = rule.right - 1
    for (key, word) in keys {
      let width = key.name.count + word.count + 3
      guard x - width >= rule.x + place.count + 4 else { break }
      x -= width
      canvas.write(" \(key.name)", in: rule, x: x, style: theme.key)
      canvas.write(" \(word) ", in: rule, x: x + 1 + key.name.count)
      let part = Rect(x: x, y: rule.y, width: width, height: 1)
      canvas.onPress(part) { state, _ in state.press(key) }
    }
    let left = theme.glyphs.fit(
      [" \(lesson.title) \(theme.glyphs.horizontal) \(place) ", " \(place) "], x - rule.x - 2)
    canvas.write(left, in: rule, x: rule.x + 1, style: theme.title)
    canvas.write(
      lines(step, width: rect.width).map(theme.glyphs.show),
      in: rect.inset(left: 1, top: 1, right: 1), theme)
  }

  private static func lines(_ step: Lesson.Step, width: Int) -> [String] {
    step.caption.joined(separator: " ").wrapped(to: min(width - 2, widest))
  }
}
