extension KeyBindings {
  private static let place: Set<Place> = [.view(.photo)]

  static let onPhoto: [Binding] = [
    Binding(
      .nextPatch, place, .onPhoto, [.enter], "next-strongest-place",
      "to where the channel answers most; again: the next such place", hint: "strongest"),
    Binding(
      .photoPicture, place, .onPhoto, ["o"], "overlay",
      "the map over the photo, or the photo alone",
      hint: "overlay"),
    Binding(
      .photoPatches, place, .onPhoto, [.tab, "w"], "patches",
      "what the channel answers to most, cut out; again: the map", hint: "patches"),
    Binding(
      .reduction, place, .map, ["m"], "reduction",
      "one channel, mean over channels, maximum over channels"),
  ]
}
