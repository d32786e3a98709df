import TerminalUI

/// Editing the line that is being typed, whatever it is for.
extension CommandTable {
  static let lineCommands: CommandGroup = CommandGroup(
    "While typing",
    [
      line("cursor-left", [.left], "one character to the left") { $0.moveLeft() },
      line("cursor-right", [.right], "one character to the right") { $0.moveRight() },
      line("cursor-start", [.home, .control("a")], "start of the line") { $0.moveToStart() },
      line("cursor-end", [.end, .control("e")], "end of the line") { $0.moveToEnd() },
      line(
        "delete-backward", [.backspace, .control("h")], "delete the character before the cursor"
      ) { $0.deleteBackward() },
      line("delete-forward", [.delete, .control("d")], "delete the character under the cursor") {
        $0.deleteForward()
      },
      line("delete-word", [.control("w")], "delete the word before the cursor") {
        $0.deleteWord()
      },
      line("delete-to-start", [.control("u")], "delete up to the start") { $0.deleteToStart() },
      line("delete-to-end", [.control("k")], "delete up to the end") { $0.deleteToEnd() },
    ])

  private static func line(
    _ name: String, _ keys: [Key], _ help: String,
    edit: @escaping @Sendable (inout LineEditor) -> Void
  ) -> Command {
    Command(name, in: .typing, keys, help, change: { $0.editLine(edit) })
  }
}

extension State {
  mutating func editLine(_ edit: (inout LineEditor) -> Void) {
    switch overlay {
    case .picker(var picker):
      guard picker.isTyping else { return }
      let text = picker.editor.text
      edit(&picker.editor)
      overlay = .picker(picker)
      if picker.editor.text != text { filterPicker() }
    case .export(var prompt):
      edit(&prompt.editor)
      overlay = .export(prompt)
    case .help(var help):
      edit(&help.editor)
      help.scroll = 0
      overlay = .help(help)
    case nil, .confirmOverwrite: break
    }
  }
}
