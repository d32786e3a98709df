import TerminalUI

/// Commands of the view of one value.
extension CommandTable {
  static let valueCommands: CommandGroup = CommandGroup(
    "One value", in: [.view(.value)],
    Motion.commands(
      "part",
      [
        .up: "part above", .down: "part below", .pageUp: "page up", .pageDown: "page down",
        .first: "the largest part", .last: "the smallest part",
      ]
    ) { $0.movePart($1) } + [
      Command(
        "open-part", [.enter], "into the marked part: the value that its largest term reads",
        hint: "into it", change: { $0.followPart() }),
      Command(
        "trail-back", [.backspace], "back along the trail, as Esc does; q leaves it",
        hint: "back on trail"
      ) { state, _ in
        if !state.walkBack() { state.say("here the trail begins: Esc leads out") }
        return []
      },
      Command(
        "open-value", in: .cursors, [.enter], "how the value under the cursor came about",
        hint: "explain", change: { $0.show(.value) }),
    ])
}

extension State {
  fileprivate mutating func movePart(_ motion: Motion) {
    guard let count = valueTrace?.parts.count, !value.trail.isEmpty else { return }
    let target = markedPart + motion.offset(lines: valueLayout.list, count: count)
    value.trail[value.trail.count - 1].part = max(0, min(target, count - 1))
  }
}
