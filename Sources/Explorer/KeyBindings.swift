/// The one table of keys.
public enum KeyBindings {
  public static let table: [Binding] = pass + layers + map + program + help + typing

  private static let pass: [Binding] = [
    Binding(
      .stepForward, .main, .pass, ["n"], "step-forward", "compute the next layer and select it",
      hint: "step"),
    Binding(
      .stepBack, .main, .pass, ["p", "b"], "step-back",
      "take the last layer back; rows beyond it are pending again", hint: "back"),
    Binding(
      .blockForward, .main, .pass, ["f"], "block-forward",
      "to the end of the fire block (elsewhere: one layer)", hint: "fire block"),
    Binding(
      .blockBack, .main, .pass, ["F"], "block-back",
      "back to the start of the fire block (elsewhere: one layer)"),
    Binding(
      .runOrPause, .main, .pass, [" "], "run-or-pause", "run to the end; while running: pause",
      hint: "run"),
    Binding(
      .restart, .main, .pass, ["r"], "restart", "run again from the start", hint: "again"),
    Binding(
      .jump, .main, .pass, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"], "jump",
      "go to conv1, fire2 to fire9, conv10; run there first"),
    Binding(
      .slowMotion, .main, .pass, ["s"], "slow-motion",
      "slow motion: off, 0.25, 0.5 or 1 second a layer", hint: "slow"),
    Binding(
      .measure, .main, .pass, ["t"], "measure",
      "repeat the pass for minimum, median and p95; again: stop", hint: "time"),
  ]

  private static let layers: [Binding] = [
    Binding(.up, .main, .table, [.up, "k"], "row-up", "row above"),
    Binding(.down, .main, .table, [.down, "j"], "row-down", "row below"),
    Binding(.pageUp, .main, .table, [.pageUp, .control("b")], "page-up", "page up"),
    Binding(.pageDown, .main, .table, [.pageDown, .control("f")], "page-down", "page down"),
    Binding(.first, .main, .table, [.home, "g"], "first-row", "first row"),
    Binding(.last, .main, .table, [.end, "G"], "last-row", "last row"),
    Binding(
      .toggleFold, .main, .table, [.enter, "o"], "toggle-fold", "fold or unfold the fire block",
      hint: "fold"),
    Binding(.unfold, .main, .table, ["+"], "unfold", "unfold the fire block"),
    Binding(.fold, .main, .table, ["-"], "fold", "fold the fire block"),
    Binding(.toggleAll, .main, .table, ["O"], "toggle-all", "unfold all, or fold all"),
    Binding(
      .search, .main, .table, ["/"], "search", "search a layer by name", hint: "search"),
  ]

  private static let map: [Binding] = [
    Binding(
      .previousChannel, .main, .map, [.left, "h"], "previous-channel", "previous channel"),
    Binding(.nextChannel, .main, .map, [.right, "l"], "next-channel", "next channel"),
    Binding(
      .tenChannelsBack, .main, .map, ["[", "<"], "ten-channels-back", "ten channels back"),
    Binding(
      .tenChannelsForward, .main, .map, ["]", ">"], "ten-channels-forward",
      "ten channels forward"),
    Binding(
      .reduction, .main, .map, ["m", .tab], "reduction",
      "one channel, mean over channels, maximum over channels", hint: "map"),
    Binding(
      .weakerChannel, .main, .map, ["x"], "next-strongest",
      "strongest channel (by mean), then the next-strongest", hint: "strongest"),
    Binding(
      .strongerChannel, .main, .map, ["X"], "stronger", "back up the ranking of channels"),
    Binding(.glyphs, .main, .map, ["a"], "glyphs", "ASCII or blocks"),
    Binding(
      .colormap, .main, .map, ["c"], "colormap", "next colormap: magma, viridis, cividis, grey"),
  ]

  private static let program: [Binding] = [
    Binding(.previousImage, .main, .program, [","], "previous-image", "previous image"),
    Binding(.nextImage, .main, .program, ["."], "next-image", "next image"),
    Binding(
      .export, .main, .program, ["e"], "export", "export the profile as CSV", hint: "export"),
    Binding(.help, .main, .program, ["?"], "help", "this help", hint: "keys"),
    Binding(
      .stop, .main, .program, [.escape], "stop", "stop the run or the measurement"),
    Binding(.leave, .main, .program, ["q"], "leave", "quit", hint: "quit"),
    Binding(.redraw, .everywhere, .program, [.control("l")], "redraw", "draw everything anew"),
    Binding(
      .suspend, .everywhere, .program, [.control("z")], "suspend", "to the shell; fg returns"),
    Binding(.quit, .everywhere, .program, [.control("c")], "quit", "quit from anywhere"),
  ]

  private static let help: [Binding] = [
    Binding(.helpUp, .help, .help, [.up, "k"], "help-up", "line up"),
    Binding(.helpDown, .help, .help, [.down, "j"], "help-down", "line down", hint: "scroll"),
    Binding(.helpPageUp, .help, .help, [.pageUp, .control("b")], "help-page-up", "page up"),
    Binding(
      .helpPageDown, .help, .help, [.pageDown, .control("f"), " "], "help-page-down",
      "page down"),
    Binding(.helpFirst, .help, .help, [.home, "g"], "help-first", "first line"),
    Binding(.helpLast, .help, .help, [.end, "G"], "help-last", "last line"),
    Binding(
      .closeHelp, .help, .help, [.escape, "q", "?", .enter], "close-help", "back to the layers",
      hint: "back"),
  ]

  private static let typing: [Binding] = [
    Binding(
      .nextMatch, .search, .search, [.down, .control("n")], "next-match", "next match",
      hint: "next"),
    Binding(
      .previousMatch, .search, .search, [.up, .control("p")], "previous-match",
      "previous match", hint: "previous"),
    Binding(
      .acceptSearch, .search, .search, [.enter], "accept-search", "stay at the match",
      hint: "go there"),
    Binding(
      .abandonSearch, .search, .search, [.escape], "abandon-search", "back to where one was",
      hint: "back"),
    Binding(
      .acceptExport, .export, .export, [.enter], "accept-export", "write the file",
      hint: "write"),
    Binding(
      .abandonExport, .export, .export, [.escape], "abandon-export", "write nothing",
      hint: "back"),
    Binding(
      .overwrite, .confirm, .export, ["y"], "overwrite", "overwrite the file that is there",
      hint: "overwrite"),
    Binding(
      .keepFile, .confirm, .export, ["n", "q", .escape], "keep-file", "leave it as it is",
      hint: "leave it"),
    Binding(
      .cursorLeft, .editing, .editing, [.left], "cursor-left", "one character to the left"),
    Binding(
      .cursorRight, .editing, .editing, [.right], "cursor-right", "one character to the right"),
    Binding(
      .cursorStart, .editing, .editing, [.home, .control("a")], "cursor-start",
      "start of the line"),
    Binding(
      .cursorEnd, .editing, .editing, [.end, .control("e")], "cursor-end", "end of the line"),
    Binding(
      .deleteBackward, .editing, .editing, [.backspace, .control("h")], "delete-backward",
      "delete the character before the cursor"),
    Binding(
      .deleteForward, .editing, .editing, [.delete, .control("d")], "delete-forward",
      "delete the character under the cursor"),
    Binding(
      .deleteWord, .editing, .editing, [.control("w")], "delete-word",
      "delete the word before the cursor"),
    Binding(
      .deleteToStart, .editing, .editing, [.control("u")], "delete-to-start",
      "delete up to the start"),
    Binding(
      .deleteToEnd, .editing, .editing, [.control("k")], "delete-to-end",
      "delete up to the end"),
  ]
}
