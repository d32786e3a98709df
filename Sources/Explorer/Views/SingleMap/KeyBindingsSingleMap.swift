extension KeyBindings {
  private static let place: Set<Place> = [.view(.map)]
  private static let cursors: Set<Place> = [.view(.map), .view(.photo)]
  private static let scaled: Set<Place> = [.view(.map), .view(.sheet), .view(.photo)]

  static let singleMap: [Binding] = [
    Binding(.cursorUp, cursors, .singleMap, [.up, "k"], "cursor-up", "cursor up"),
    Binding(.cursorDown, cursors, .singleMap, [.down, "j"], "cursor-down", "cursor down"),
    Binding(.cursorWest, cursors, .singleMap, [.left, "h"], "cursor-west", "cursor to the left"),
    Binding(.cursorEast, cursors, .singleMap, [.right, "l"], "cursor-east", "cursor to the right"),
    Binding(
      .cursorPageUp, place, .singleMap, [.pageUp, .control("b")], "cursor-page-up",
      "as many rows up as are seen"),
    Binding(
      .cursorPageDown, place, .singleMap, [.pageDown, .control("f")], "cursor-page-down",
      "as many rows down as are seen"),
    Binding(
      .cursorRowStart, cursors, .singleMap, [.home], "cursor-row-start", "first column"),
    Binding(.cursorRowEnd, cursors, .singleMap, [.end], "cursor-row-end", "last column"),
    Binding(.cursorTop, cursors, .singleMap, ["g"], "cursor-top", "first row"),
    Binding(.cursorBottom, cursors, .singleMap, ["G"], "cursor-bottom", "last row"),
    Binding(
      .cursorPeak, place, .singleMap, ["o"], "cursor-peak", "to the largest value",
      hint: "largest"),
    Binding(
      .zoomIn, place, .singleMap, ["+", "="], "zoom-in", "larger; values as numbers where they fit",
      hint: "zoom"),
    Binding(.zoomOut, place, .singleMap, ["-"], "zoom-out", "smaller"),
    Binding(.zoomFit, place, .singleMap, ["z"], "zoom-fit", "the whole map", hint: "whole"),
  ]

  /// What the maps' colours stand for.
  static let scaling: [Binding] = [
    Binding(
      .scaleEnds, scaled, .scaling, ["s"], "scale",
      "scale: each map's own, the whole layer's, or kept fixed", hint: "scale"),
    Binding(
      .clip, scaled, .scaling, ["d"], "clip",
      "leave out 0, 0.5, 1, 2 or 5 percent at either end of the scale", hint: "clip"),
    Binding(
      .gamma, scaled, .scaling, ["y"], "gamma", "gamma 1, 0.7, 0.5 or 0.35", hint: "gamma"),
  ]
}
