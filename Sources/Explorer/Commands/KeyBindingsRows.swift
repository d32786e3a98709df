extension KeyBindings {
  /// Views that list the layers have the keys of the layer table.
  private static let lists: Set<Place> = [.view(.activity), .view(.compare)]

  static let rows: [Binding] = [
    Binding(.up, lists, .rows, [.up, "k"], "row-up", "row above"),
    Binding(.down, lists, .rows, [.down, "j"], "row-down", "row below"),
    Binding(.pageUp, lists, .rows, [.pageUp, .control("b")], "page-up", "page up"),
    Binding(.pageDown, lists, .rows, [.pageDown, .control("f")], "page-down", "page down"),
    Binding(.first, lists, .rows, [.home, "g"], "first-row", "first row"),
    Binding(.last, lists, .rows, [.end, "G"], "last-row", "last row"),
    Binding(
      .toggleFold, lists, .rows, ["o"], "toggle-fold", "fold or unfold the fire block",
      hint: "fold"),
    Binding(.toggleAll, lists, .rows, ["O"], "toggle-all", "unfold all, or fold all"),
    Binding(.previousChannel, lists, .rows, [.left, "h"], "previous-channel", "previous channel"),
    Binding(.nextChannel, lists, .rows, [.right, "l"], "next-channel", "next channel"),
  ]
}
