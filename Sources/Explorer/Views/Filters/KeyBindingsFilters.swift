import Heatmaps

extension KeyBindings {
  private static let place: Set<Place> = [.view(.filters)]

  static let filters: [Binding] = [
    Binding(
      .filterLeft, place, .filters, [.left, "h"], "filter-left",
      "kernel before; beside a list of weights: previous channel"),
    Binding(
      .filterRight, place, .filters, [.right, "l"], "filter-right",
      "kernel after; beside a list of weights: next channel"),
    Binding(.filterUp, place, .filters, [.up, "k"], "filter-up", "kernel above"),
    Binding(.filterDown, place, .filters, [.down, "j"], "filter-down", "kernel below"),
    Binding(
      .filterPageUp, place, .filters, [.pageUp, .control("b")], "filter-page-up", "page up"),
    Binding(
      .filterPageDown, place, .filters, [.pageDown, .control("f")], "filter-page-down",
      "page down"),
    Binding(.filterFirst, place, .filters, [.home, "g"], "filter-first", "first kernel"),
    Binding(.filterLast, place, .filters, [.end, "G"], "filter-last", "last kernel"),
    Binding(
      .filterMap, place, .filters, [.enter], "filter-map",
      "the map of the marked channel; Esc leads back", hint: "its map"),
    Binding(
      .upstream, place, .filters, ["u"], "upstream",
      "on towards the photo: the kernels that make the marked channel", hint: "upstream"),
    Binding(
      .downstream, place, .filters, ["U"], "downstream", "back to where u was pressed",
      hint: "back down"),
    Binding(
      .filterOrder, place, .filters, ["o"], "filter-order",
      "the strongest kernels first, or by number", hint: "sort"),
    Binding(
      .filterPlanes, place, .filters, ["m", .tab], "filter-planes",
      "conv1: all kernels as pictures, or one of them in red, green, blue"),
    Binding(
      .filterScale, place, .filters, ["s"], "filter-scale",
      "scale: the channel's kernels, each its own, the whole layer's", hint: "scale"),
    Binding(.filterLarger, place, .filters, ["+", "="], "filter-larger", "larger kernels"),
    Binding(.filterSmaller, place, .filters, ["-"], "filter-smaller", "smaller kernels"),
  ]
}
