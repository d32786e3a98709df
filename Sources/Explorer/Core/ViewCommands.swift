import TerminalUI

/// Going from view to view.
extension CommandTable {
  static let viewCommands: CommandGroup = CommandGroup(
    "Views and commands", in: .views,
    [
      Command(
        "views", ["v"], "the menu of views, each with its letter", hint: "views",
        change: { $0.openPicker(.views($0)) }),
      Command(
        "commands", [":"], "every command by name, found as one types",
        change: { $0.openPicker(.palette($0)) }),
    ]
      + View.allCases.map { view in
        Command(
          "view-\(view.rawValue)", in: .views.union([.menu]), [view.key],
          "\(view.title): \(view.summary)", change: { $0.show(view) })
      }
      + [
        // The same as in the layers, where the arrows are free for it.
        Command("row-up", ["{"], "layer or block above", change: { $0.moveRow(.up) }),
        Command("row-down", ["}"], "layer or block below", change: { $0.moveRow(.down) }),
        Command(
          "previous-channel", in: .channels, ["["], "previous channel",
          change: { $0.moveChannel(by: -1) }),
        Command(
          "next-channel", in: .channels, ["]"], "next channel",
          change: { $0.moveChannel(by: 1) }),
        Command(
          "back", in: .otherViews, [.escape, "q"], "back to where one came from", hint: "back"
        ) { state, key in
          if key == .escape, state.isMeasuringEffects { return state.cancelEffects() }
          if key == .escape, state.view == .value, state.walkBack() { return [] }
          state.goBack()
          return []
        }.leadingOut(),
      ])
}

extension State {
  /// Shows a view; Esc leads back from it to the present one, and from there as it did before. The
  /// layers are where every way back ends.
  mutating func show(_ view: View) {
    if view == .value, self.view != .value { beginTrace() }
    if view == .layers { trail = [] } else if view != self.view { trail.append(self.view) }
    trail = trail.suffix(32)
    enter(view)
  }

  mutating func goBack() {
    enter(trail.popLast() ?? .layers)
  }

  private mutating func enter(_ view: View) {
    overlay = nil
    if view != .layers, table.selection == .input {
      let block = view == .blocks ? network.architecture.fireBlocks.first : nil
      table.selection = block.map { .block($0.number) } ?? .layer(0)
      table.leftInput = table.selection
    } else if view == .layers, table.leftInput != nil {
      (table.selection, table.leftInput) = (.input, nil)
    }
    self.view = view
    if visited.insert(view).inserted { say(view.introduction(on: terminal)) }
  }
}
