/// Keys that lead from view to view.
extension KeyBindings {
  static let views: [Binding] =
    [
      Binding(
        .menu, .views, .views, ["v"], "views", "the menu of views, each with its letter",
        hint: "views"),
      Binding(
        .palette, .views, .views, [":"], "commands", "every command by name, found as one types"),
    ]
    + View.allCases.map { view in
      Binding(
        .show, .views.union([.menu]), .views, [view.key], "view-\(view.rawValue)",
        "\(view.title): \(view.summary)")
    }
    + [
      // The same as in the layers, where the arrows are free for it.
      Binding(.up, .otherViews, .views, ["{"], "row-up", "layer or block above"),
      Binding(.down, .otherViews, .views, ["}"], "row-down", "layer or block below"),
      Binding(.previousChannel, .otherViews, .views, ["["], "previous-channel", "previous channel"),
      Binding(.nextChannel, .otherViews, .views, ["]"], "next-channel", "next channel"),
      Binding(
        .back, .otherViews, .views, [.escape, "q"], "back", "back to where one came from",
        hint: "back"),
    ]

  static let menu: [Binding] = [
    Binding(.menuUp, [.menu], .menu, [.up], "menu-up", "view above"),
    Binding(.menuDown, [.menu], .menu, [.down], "menu-down", "view below", hint: "choose"),
    Binding(
      .chooseView, [.menu], .menu, View.allCases.map { .character($0.letter) }, "choose-view",
      "the view with that letter"),
    Binding(
      .acceptMenu, [.menu], .menu, [.enter], "accept-menu", "the marked view", hint: "go there"),
    Binding(
      .closeMenu, [.menu], .menu, [.escape, "q", "v"], "close-menu", "stay in this view",
      hint: "back"),
  ]

  static let palette: [Binding] = [
    Binding(
      .paletteUp, [.palette], .palette, [.up, .control("p")], "palette-up", "command above"),
    Binding(
      .paletteDown, [.palette], .palette, [.down, .control("n")], "palette-down", "command below",
      hint: "choose"),
    Binding(.palettePageUp, [.palette], .palette, [.pageUp], "palette-page-up", "page up"),
    Binding(.palettePageDown, [.palette], .palette, [.pageDown], "palette-page-down", "page down"),
    Binding(
      .acceptPalette, [.palette], .palette, [.enter], "accept-palette", "run the command",
      hint: "run"),
    Binding(
      .abandonPalette, [.palette], .palette, [.escape], "abandon-palette", "run nothing",
      hint: "back"),
  ]
}
