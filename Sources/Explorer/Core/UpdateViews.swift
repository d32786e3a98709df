import TerminalUI

/// Going from view to view, the menu of views and the palette.
extension State {
  /// Shows a view; Esc leads back from it to the layers.
  mutating func show(_ view: View) {
    trail = view == .layers ? [] : [.layers]
    enter(view)
  }

  /// Shows a view; Esc leads back from it to the present one.
  mutating func open(_ view: View) {
    trail.append(self.view)
    enter(view)
  }

  private mutating func enter(_ view: View) {
    overlay = nil
    self.view = view
    if visited.insert(view).inserted { say(view.introduction(on: terminal)) }
  }

  mutating func viewAction(_ action: Action, _ key: Key) {
    switch action {
    case .show, .chooseView:
      guard case .character(let letter) = key, let view = View(letter: letter) else { return }
      show(view)
    case .back:
      enter(trail.popLast() ?? .layers)
      returnToFilters()
    case .menu: overlay = .menu(selected: View.allCases.firstIndex(of: view) ?? 0)
    default: menuAction(action)
    }
  }

  private mutating func menuAction(_ action: Action) {
    guard case .menu(let selected) = overlay else { return }
    let views = View.allCases
    switch action {
    case .menuUp: overlay = .menu(selected: (selected + views.count - 1) % views.count)
    case .menuDown: overlay = .menu(selected: (selected + 1) % views.count)
    case .acceptMenu: if views.indices.contains(selected) { show(views[selected]) }
    case .closeMenu: overlay = nil
    default: break
    }
  }

  mutating func paletteAction(_ action: Action) -> [Effect] {
    if action == .palette {
      overlay = .palette(CommandPalette(in: view))
      return []
    }
    guard case .palette(var palette) = overlay else { return [] }
    let page = max(1, terminal.bodyHeight - 3)
    switch action {
    case .paletteUp: palette.move(by: -1)
    case .paletteDown: palette.move(by: 1)
    case .palettePageUp: palette.move(by: -page)
    case .palettePageDown: palette.move(by: page)
    case .abandonPalette:
      overlay = nil
      return []
    case .acceptPalette: return run(palette)
    default: break
    }
    overlay = .palette(palette)
    return []
  }

  /// Runs the selected command, in the view that it works in.
  private mutating func run(_ palette: CommandPalette) -> [Effect] {
    guard let command = palette.selection else {
      say("no command has “\(palette.editor.text)” in it: Backspace, or Esc")
      return []
    }
    overlay = nil
    if let view = command.elsewhere { show(view) }
    if let kind = command.export {
      openExports(kind)
      return []
    }
    return perform(command.action, command.key)
  }
}
