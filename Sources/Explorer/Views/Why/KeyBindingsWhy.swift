extension KeyBindings {
  private static let place: Set<Place> = [.view(.why)]

  static let why: [Binding] = [
    Binding(
      .pickClass, place, .why, ["/"], "choose-class", "choose any of the classes by its name",
      hint: "class"),
    Binding(
      .weakerClass, place, .why, [.right, "l"], "next-class", "the next class of the ranking",
      hint: "next class"),
    Binding(
      .strongerClass, place, .why, [.left, "h"], "class-before", "the class before it"),
    Binding(
      .strongestClass, place, .why, ["t"], "strongest-class",
      "the strongest class again, whatever the photo"),
    Binding(.partUp, place, .why, [.up, "k"], "part-up", "channel above"),
    Binding(.partDown, place, .why, [.down, "j"], "part-down", "channel below"),
    Binding(.partPageUp, place, .why, [.pageUp, .control("b")], "part-page-up", "page up"),
    Binding(.partPageDown, place, .why, [.pageDown, .control("f")], "part-page-down", "page down"),
    Binding(
      .firstPart, place, .why, [.home, "g"], "first-part", "the channel that adds most"),
    Binding(
      .lastPart, place, .why, [.end, "G"], "last-part", "the channel that takes most away"),
    Binding(
      .showPart, place, .why, [.enter], "show-part", "the channel's map alone; Esc leads back",
      hint: "its map"),
    Binding(
      .classPicture, place, .why, ["o"], "class-picture",
      "the map over the photo, the map alone, the photo alone", hint: "picture"),
    Binding(
      .beforeReLU, place, .why, ["u"], "before-relu",
      "the map before conv10's ReLU: what speaks against the class, too"),
  ]

  static let classes: [Binding] = [
    Binding(.classUp, [.classes], .classes, [.up, .control("p")], "class-up", "class above"),
    Binding(
      .classDown, [.classes], .classes, [.down, .control("n")], "class-down", "class below",
      hint: "choose"),
    Binding(.classPageUp, [.classes], .classes, [.pageUp], "class-page-up", "page up"),
    Binding(.classPageDown, [.classes], .classes, [.pageDown], "class-page-down", "page down"),
    Binding(
      .acceptClass, [.classes], .classes, [.enter], "accept-class", "explain this class",
      hint: "explain"),
    Binding(
      .abandonClass, [.classes], .classes, [.escape], "abandon-class", "stay at the class",
      hint: "back"),
  ]
}
