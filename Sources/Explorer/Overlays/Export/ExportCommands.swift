import TerminalUI

/// Choosing how an export is written, and its file's name.
extension CommandTable {
  static let exportMenuCommands: CommandGroup = CommandGroup(
    "In the menu of exports", in: [.exports],
    [
      Command(
        "scale-up", ["+", "="], "a larger picture", hint: "larger",
        change: { $0.changeScale(up: true) }),
      Command(
        "scale-down", ["-"], "a smaller picture", hint: "smaller",
        change: { $0.changeScale(up: false) }),
      Command(
        "export-labels", ["t"], "title and legend around the maps, or not", hint: "title",
        change: { $0.toggleExportLabels() }),
    ])

  static let fileNameCommands: CommandGroup = CommandGroup(
    "While exporting", in: [.fileName],
    [
      Command("accept-export", [.enter], "write the file", hint: "write") {
        state, _ in state.acceptExport()
      },
      Command(
        "abandon-export", [.escape], "write nothing", hint: "back", change: { $0.overlay = nil }),
      Command(
        "next-format", [.tab], "the next format, by the name's extension",
        hintIn: { $0.hasOtherFormats ? "format" : nil }
      ) { state, _ in
        state.chooseNextFormat()
        return []
      },
      Command(
        "overwrite", in: [.confirm], ["y"], "overwrite the file that is there", hint: "overwrite"
      ) { state, _ in state.answerOverwrite(true) },
      Command(
        "keep-file", in: [.confirm], ["n", "q", .escape], "leave it as it is", hint: "leave it"
      ) { state, _ in state.answerOverwrite(false) },
    ])
}
