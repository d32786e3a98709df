extension KeyBindings {
  private static let place: Set<Place> = [.view(.compare)]

  static let compare: [Binding] = [
    Binding(
      .comparePartner, place, .compare, ["w"], "compare-with",
      "with what: before the what-if, photos, geometries, the other model", hint: "with what"),
    Binding(
      .comparePartnerBack, place, .compare, ["u"], "compare-with-back",
      "the same, the other way round"),
    Binding(
      .comparePicture, place, .compare, ["s"], "compare-picture",
      "all pictures, the difference alone, either side alone", hint: "one picture"),
    Binding(
      .enlarge, place, .compare, [.enter], "enlarge", "this map alone; Esc leads back",
      hint: "enlarge"),
  ]
}
