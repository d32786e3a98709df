/// The one table of keys.
public enum KeyBindings {
  public static let table: [Binding] =
    pass + layers + map + views + sheet + singleMap + onPhoto + scaling + filters + why + whatIf
    + compare + time + activity + rows + program + help + menu + palette + exports + classes
    + typing

  private static let pass: [Binding] = [
    Binding(
      .stepForward, .views, .pass, ["n"], "step-forward", "compute the next layer and select it",
      hint: "step"),
    Binding(
      .stepBack, .views, .pass, ["p", "b"], "step-back",
      "take the last layer back; rows beyond it are pending again", hint: "back"),
    Binding(
      .blockForward, .views, .pass, ["f"], "block-forward",
      "to the end of the fire block (elsewhere: one layer)", hint: "fire block"),
    Binding(
      .blockBack, .views, .pass, ["F"], "block-back",
      "back to the start of the fire block (elsewhere: one layer)"),
    Binding(
      .runOrPause, .views, .pass, [" "], "run-or-pause", "run to the end; while running: pause",
      hint: "run"),
    Binding(
      .restart, .views, .pass, ["r"], "restart", "run again from the start", hint: "again"),
    Binding(
      .jump, .views, .pass, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"], "jump",
      "go to conv1, fire2 to fire9, conv10; run there first"),
    Binding(
      .slowMotion, .layers, .pass, ["s"], "slow-motion",
      "slow motion: off, 0.25, 0.5 or 1 second a layer", hint: "slow"),
    Binding(
      .measure, .layers, .pass, ["t"], "measure",
      "repeat the pass for minimum, median and p95; again: stop", hint: "time"),
  ]

  private static let layers: [Binding] = [
    Binding(.up, .layers, .table, [.up, "k", "{"], "row-up", "row above"),
    Binding(.down, .layers, .table, [.down, "j", "}"], "row-down", "row below"),
    Binding(.pageUp, .layers, .table, [.pageUp, .control("b")], "page-up", "page up"),
    Binding(.pageDown, .layers, .table, [.pageDown, .control("f")], "page-down", "page down"),
    Binding(.first, .layers, .table, [.home, "g"], "first-row", "first row"),
    Binding(.last, .layers, .table, [.end, "G"], "last-row", "last row"),
    Binding(
      .toggleFold, .layers, .table, [.enter, "o"], "toggle-fold", "fold or unfold the fire block",
      hint: "fold"),
    Binding(.unfold, .layers, .table, ["+"], "unfold", "unfold the fire block"),
    Binding(.fold, .layers, .table, ["-"], "fold", "fold the fire block"),
    Binding(.toggleAll, .layers, .table, ["O"], "toggle-all", "unfold all, or fold all"),
    Binding(
      .search, .layers.union([.view(.activity), .view(.compare), .view(.filters)]), .table, ["/"],
      "search", "search a layer by name", hint: "search"),
  ]

  private static let map: [Binding] = [
    Binding(
      .previousChannel, .layers, .map, [.left, "h", "["], "previous-channel", "previous channel"),
    Binding(.nextChannel, .layers, .map, [.right, "l", "]"], "next-channel", "next channel"),
    Binding(
      .tenChannelsBack, .views, .map, ["<"], "ten-channels-back", "ten channels back"),
    Binding(
      .tenChannelsForward, .views, .map, [">"], "ten-channels-forward", "ten channels forward"),
    Binding(
      .reduction, .layers.union([.view(.map), .view(.compare)]), .map, ["m", .tab], "reduction",
      "one channel, mean over channels, maximum over channels", hint: "map"),
    Binding(
      .weakerChannel, .views, .map, ["x"], "next-strongest",
      "strongest channel (by mean), then the next-strongest", hint: "strongest"),
    Binding(
      .strongerChannel, .views, .map, ["X"], "stronger", "back up the ranking of channels"),
    Binding(.glyphs, .views, .map, ["a"], "glyphs", "ASCII or blocks"),
    Binding(
      .colormap, .views, .map, ["c"], "colormap",
      "next colormap: magma, viridis, cividis, grey"),
  ]

  private static let program: [Binding] = [
    Binding(.previousImage, .views, .program, [","], "previous-image", "previous image"),
    Binding(.nextImage, .views, .program, ["."], "next-image", "next image"),
    Binding(
      .export, .views, .program, ["e"], "export",
      "export: pictures, numbers, arrays, the screen; Esc stops writing", hint: "export"),
    Binding(
      .help, .views, .program, ["?"], "help", "the keys of this view; again: all keys",
      hint: "keys"),
    Binding(
      .stop, .layers, .program, [.escape], "stop", "stop the run or the measurement"),
    Binding(.leave, [.view(.layers), .tooSmall], .program, ["q"], "leave", "quit", hint: "quit"),
    Binding(
      .mouse, .views, .program, [.control("t")], "mouse",
      "mouse: click rows, maps and hints, scroll; again: select text"),
    Binding(.redraw, .everywhere, .program, [.control("l")], "redraw", "draw everything anew"),
    Binding(
      .suspend, .everywhere, .program, [.control("z")], "suspend", "to the shell; fg returns"),
    Binding(.quit, .everywhere, .program, [.control("c")], "quit", "quit from anywhere"),
  ]
}
