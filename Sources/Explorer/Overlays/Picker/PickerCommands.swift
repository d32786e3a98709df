import TerminalUI

/// Moving and choosing in every menu and list.
extension CommandTable {
  static let pickerCommands: CommandGroup = CommandGroup(
    "In menus and lists", in: .pickers,
    [
      Command(
        "entry-down", Motion.down.keysWhileTyping, "entry below",
        hintIn: { $0.picker?.list.title == nil ? "next" : "choose" }
      ) { state, _ in move(&state, .down) },
      Command(
        "entry-up", Motion.up.keysWhileTyping, "entry above",
        hintIn: { $0.picker?.list.title == nil ? "previous" : nil }
      ) { state, _ in move(&state, .up) },
      Command("entry-page-up", Motion.pageUp.keysWhileTyping, "page up") {
        state, _ in move(&state, .pageUp)
      },
      Command("entry-page-down", Motion.pageDown.keysWhileTyping, "page down") {
        state, _ in move(&state, .pageDown)
      },
      Command("choose", [.enter], "the marked entry", hintIn: { $0.picker?.list.acceptHint }) {
        state, _ in state.choose()
      },
      Command(
        "choose-nothing", [.escape], "back, nothing chosen", hint: "back",
        change: { $0.abandonPicker() }),
      Command("close-menu", in: .menus, ["q"], "back from a menu", change: { $0.abandonPicker() }),
      Command(
        "filter-menu", in: .menus, ["/"], "find an entry of a menu by typing", hint: "find",
        change: { $0.startFilter() }),
      Command(
        "choose-view", in: [.menu], View.allCases.map { .character($0.letter) },
        "the view with that letter, as its capital does everywhere"
      ) { state, key in state.choose(letter: key) },
      Command(
        "choose-export", in: [.exports], ExportKind.letters.map { .character($0) },
        "the export with that letter"
      ) { state, key in state.choose(letter: key) },
    ])

  private static func move(_ state: inout State, _ motion: Motion) -> [Effect] {
    state.movePicker(motion)
    return []
  }
}

extension State {
  fileprivate mutating func startFilter() {
    guard var picker else { return }
    picker.isTyping = true
    overlay = .picker(picker)
  }

  fileprivate mutating func choose(letter key: Key) -> [Effect] {
    guard let picker else { return [] }
    let place = entries(of: picker).firstIndex { $0.letter.map(Key.character) == key }
    guard let place else {
      return refuse("this view has no such export")
    }
    return choose(at: place)
  }
}
