import TerminalUI

/// What stands under a cell, by the same layout that draws it.
public enum Locator {
  public static func target(_ state: State, _ mouse: Mouse) -> Target? {
    guard !state.terminal.isTooSmall else { return nil }
    let frame = Frame(width: state.terminal.width, height: state.terminal.height)
    let theme = Theme(state.terminal)
    let (x, y) = (mouse.x, mouse.y)
    switch state.overlay {
    case .menu: return MenuView.view(y: y, x: x, in: frame.body).map(Target.view)
    case .palette(let palette):
      return PaletteView.place(x: x, y: y, palette, in: frame.body).map(Target.command)
    case .classes(let pick):
      return ClassPickView.place(x: x, y: y, pick, in: frame.body).map(Target.classMatch)
    case .exports:
      return ExportMenuView.place(x: x, y: y, state, in: frame.body, theme).map(Target.export)
    case .help, .search, .export, .confirmOverwrite: return nil
    case nil: break
    }
    if let key = HintBar.key(x: x, y: y, state, in: PromptView.hints(state, frame, theme)) {
      return .key(key)
    }
    guard frame.body.contains(x: x, y: y) else { return nil }
    switch state.view {
    case .layers: return LayersView.target(x: x, y: y, state, in: frame.body, theme)
    case .sheet: return SheetView.channel(x: x, y: y, state, in: frame.body).map(Target.channel)
    case .map:
      return SingleMapView.value(x: x, y: y, state, in: frame.body, theme)
        .map { .value(row: $0.row, column: $0.column) }
    case .photo:
      return OnPhotoView.value(x: x, y: y, state, in: frame.body, theme)
        .map { .value(row: $0.row, column: $0.column) }
    case .filters: return FiltersView.place(x: x, y: y, state, in: frame.body).map(Target.filter)
    case .whatIf:
      return WhatIfView.pixel(x: x, y: y, state, in: frame.body, theme)
        .map { .pixel(row: $0.row, column: $0.column) }
    case .compare: return CompareView.row(x: x, y: y, state, in: frame.body).map(Target.row)
    case .time: return TimeView.row(x: x, y: y, state, in: frame.body).map(Target.row)
    case .why: return WhyView.part(x: x, y: y, state, in: frame.body).map(Target.part)
    case .activity: return ActivityView.row(x: x, y: y, state, in: frame.body).map(Target.row)
    }
  }
}
