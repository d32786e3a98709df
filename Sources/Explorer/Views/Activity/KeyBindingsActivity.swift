extension KeyBindings {
  private static let place: Set<Place> = [.view(.activity)]

  static let activity: [Binding] = [
    Binding(
      .histogramScale, place, .activity, ["s"], "histogram-scale",
      "histograms on a logarithmic or a linear scale", hint: "scale"),
    Binding(
      .histogramOf, place, .activity, ["m", .tab], "histogram-of",
      "the large histogram: of the layer or of the channel", hint: "layer/channel"),
    Binding(
      .sheetByZeros, place, .activity, [.enter], "sheet-by-zeros",
      "the layer's channels, those with the most zeros first", hint: "its channels"),
  ]
}
