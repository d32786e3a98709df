/// Keys of what lies over a view.
extension KeyBindings {
  static let help: [Binding] = [
    Binding(.helpUp, [.help], .help, [.up, "k"], "help-up", "line up"),
    Binding(.helpDown, [.help], .help, [.down, "j"], "help-down", "line down", hint: "scroll"),
    Binding(.helpPageUp, [.help], .help, [.pageUp, .control("b")], "help-page-up", "page up"),
    Binding(
      .helpPageDown, [.help], .help, [.pageDown, .control("f"), " "], "help-page-down",
      "page down"),
    Binding(.helpFirst, [.help], .help, [.home, "g"], "help-first", "first line"),
    Binding(.helpLast, [.help], .help, [.end, "G"], "help-last", "last line"),
    Binding(
      .moreHelp, [.help], .help, ["?"], "more-help", "all keys, or those of the view only",
      hint: "all keys"),
    Binding(
      .closeHelp, [.help], .help, [.escape, "q", .enter], "close-help", "back to the view",
      hint: "back"),
  ]

  static let typing: [Binding] = [
    Binding(
      .nextMatch, [.search], .search, [.down, .control("n")], "next-match", "next match",
      hint: "next"),
    Binding(
      .previousMatch, [.search], .search, [.up, .control("p")], "previous-match",
      "previous match", hint: "previous"),
    Binding(
      .acceptSearch, [.search], .search, [.enter], "accept-search", "stay at the match",
      hint: "go there"),
    Binding(
      .abandonSearch, [.search], .search, [.escape], "abandon-search", "back to where one was",
      hint: "back"),
    Binding(
      .cursorLeft, .typing, .editing, [.left], "cursor-left", "one character to the left"),
    Binding(
      .cursorRight, .typing, .editing, [.right], "cursor-right", "one character to the right"),
    Binding(
      .cursorStart, .typing, .editing, [.home, .control("a")], "cursor-start",
      "start of the line"),
    Binding(
      .cursorEnd, .typing, .editing, [.end, .control("e")], "cursor-end", "end of the line"),
    Binding(
      .deleteBackward, .typing, .editing, [.backspace, .control("h")], "delete-backward",
      "delete the character before the cursor"),
    Binding(
      .deleteForward, .typing, .editing, [.delete, .control("d")], "delete-forward",
      "delete the character under the cursor"),
    Binding(
      .deleteWord, .typing, .editing, [.control("w")], "delete-word",
      "delete the word before the cursor"),
    Binding(
      .deleteToStart, .typing, .editing, [.control("u")], "delete-to-start",
      "delete up to the start"),
    Binding(
      .deleteToEnd, .typing, .editing, [.control("k")], "delete-to-end",
      "delete up to the end"),
  ]
}
