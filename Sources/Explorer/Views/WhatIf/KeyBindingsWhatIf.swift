extension KeyBindings {
  private static let place: Set<Place> = [.view(.whatIf)]

  static let whatIf: [Binding] = [
    Binding(
      .channelOff, place, .whatIf, ["d"], "switch-channel", "the selected channel off, or on again",
      hint: "channel off"),
    Binding(
      .strongestOff, place, .whatIf, ["s"], "switch-strongest",
      "the strongest channel of the layer off; again: the next", hint: "strongest off"),
    Binding(
      .narrowHalf, place, .whatIf, ["i"], "switch-1x1-half",
      "the fire block's 1x1 half off, or on again", hint: "1x1 half"),
    Binding(
      .wideHalf, place, .whatIf, ["I"], "switch-3x3-half",
      "the fire block's 3x3 half off, or on again"),
    Binding(
      .square, place, .whatIf, ["o"], "square", "a square over the photo, or away again",
      hint: "square"),
    Binding(.squareUp, place, .whatIf, [.up, "k"], "square-up", "the square up"),
    Binding(.squareDown, place, .whatIf, [.down, "j"], "square-down", "the square down"),
    Binding(.squareLeft, place, .whatIf, [.left, "h"], "square-left", "the square to the left"),
    Binding(
      .squareRight, place, .whatIf, [.right, "l"], "square-right", "the square to the right"),
    Binding(.squareLarger, place, .whatIf, ["+", "="], "square-larger", "a larger square"),
    Binding(.squareSmaller, place, .whatIf, ["-"], "square-smaller", "a smaller square"),
    Binding(.undo, place, .whatIf, ["u"], "undo", "take the last step back", hint: "undo"),
    Binding(.redo, place, .whatIf, ["U"], "redo", "do it again"),
    Binding(
      .allOn, place, .whatIf, ["z"], "all-on", "everything on, the square away", hint: "all on"),
  ]
}
