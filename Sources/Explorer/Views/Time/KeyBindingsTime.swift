extension KeyBindings {
  private static let place: Set<Place> = [.view(.time)]

  static let time: [Binding] = [
    Binding(
      .live, place, .time, ["t"], "live", "time pass after pass, live; again: stop", hint: "live"),
    Binding(
      .machine, place, .time, ["m"], "machine",
      "measure the peak, the memory, threads 1 to all; again: stop", hint: "machine"),
    Binding(
      .nextSection, place, .time, [.tab, .right, "l"], "next-section",
      "layers, kinds, passes, threads, roofline", hint: "section"),
    Binding(
      .previousSection, place, .time, [.backTab, .left, "h"], "previous-section",
      "the section before"),
    Binding(.up, place, .time, [.up, "k"], "row-up", "layer or block above"),
    Binding(.down, place, .time, [.down, "j"], "row-down", "layer or block below"),
    Binding(.pageUp, place, .time, [.pageUp, .control("b")], "page-up", "page up"),
    Binding(.pageDown, place, .time, [.pageDown, .control("f")], "page-down", "page down"),
    Binding(.first, place, .time, [.home, "g"], "first-row", "first row"),
    Binding(.last, place, .time, [.end, "G"], "last-row", "last row"),
    Binding(
      .toggleFold, place, .time, [.enter, "o"], "toggle-fold", "fold or unfold the fire block",
      hint: "fold"),
    Binding(.toggleAll, place, .time, ["O"], "toggle-all", "unfold all, or fold all"),
  ]
}
