extension KeyBindings {
  private static let place: Set<Place> = [.view(.sheet)]

  static let sheet: [Binding] = [
    Binding(.sheetLeft, place, .sheet, [.left, "h"], "sheet-left", "map before"),
    Binding(.sheetRight, place, .sheet, [.right, "l"], "sheet-right", "map after"),
    Binding(.sheetUp, place, .sheet, [.up, "k"], "sheet-up", "map above"),
    Binding(.sheetDown, place, .sheet, [.down, "j"], "sheet-down", "map below"),
    Binding(
      .sheetPageUp, place, .sheet, [.pageUp, .control("b")], "sheet-page-up", "page up"),
    Binding(
      .sheetPageDown, place, .sheet, [.pageDown, .control("f")], "sheet-page-down", "page down"),
    Binding(.sheetFirst, place, .sheet, [.home, "g"], "sheet-first", "first map"),
    Binding(.sheetLast, place, .sheet, [.end, "G"], "sheet-last", "last map"),
    Binding(
      .sheetOrder, place, .sheet, ["o"], "sort",
      "sort by number, mean, maximum, variance, zeros, contribution", hint: "sort"),
    Binding(
      .sheetOrderBack, place, .sheet, ["u"], "sort-back", "the same, the other way round"),
    Binding(
      .enlarge, place, .sheet, [.enter], "enlarge", "this map alone; Esc leads back",
      hint: "enlarge"),
    Binding(.sheetLarger, place, .sheet, ["+", "="], "larger", "larger maps", hint: "larger"),
    Binding(.sheetSmaller, place, .sheet, ["-"], "smaller", "smaller maps", hint: "smaller"),
  ]
}
