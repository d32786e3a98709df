import TerminalUI

/// Everything that is on the screen, as a pure function of the state.
public enum ExplorerView {
  /// A canvas of the terminal's size.
  public static func draw(_ state: State) -> Canvas {
    let terminal = state.terminal
    var canvas = Canvas(width: terminal.width, height: terminal.height)
    let theme = Theme(terminal)
    guard !terminal.isTooSmall else {
      drawTooSmall(on: &canvas, theme)
      return canvas
    }
    let frame = Frame(width: canvas.width, height: canvas.height)
    if case .help(let help) = state.overlay {
      HelpView.draw(help, theme, on: &canvas)
    } else {
      HeaderView.draw(state, in: frame.header, theme, on: &canvas)
      drawView(state, in: frame.body, theme, on: &canvas)
    }
    switch state.overlay {
    case .menu(let selected): MenuView.draw(selected, in: frame.body, theme, on: &canvas)
    case .palette(let palette): PaletteView.draw(palette, in: frame.body, theme, on: &canvas)
    case .classes(let pick): ClassPickView.draw(pick, in: frame.body, theme, on: &canvas)
    case .exports(let menu): ExportMenuView.draw(menu, state, in: frame.body, theme, on: &canvas)
    case nil, .help, .search, .export, .confirmOverwrite: break
    }
    PromptView.draw(state, frame, theme, on: &canvas)
    return canvas
  }

  private static func drawView(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    switch state.view {
    case .layers: LayersView.draw(state, in: rect, theme, on: &canvas)
    case .sheet: SheetView.draw(state, in: rect, theme, on: &canvas)
    case .map: SingleMapView.draw(state, in: rect, theme, on: &canvas)
    case .photo: OnPhotoView.draw(state, in: rect, theme, on: &canvas)
    case .filters: FiltersView.draw(state, in: rect, theme, on: &canvas)
    case .why: WhyView.draw(state, in: rect, theme, on: &canvas)
    case .whatIf: WhatIfView.draw(state, in: rect, theme, on: &canvas)
    case .compare: CompareView.draw(state, in: rect, theme, on: &canvas)
    case .time: TimeView.draw(state, in: rect, theme, on: &canvas)
    case .activity: ActivityView.draw(state, in: rect, theme, on: &canvas)
    }
  }

  private static func drawTooSmall(on canvas: inout Canvas, _ theme: Theme) {
    let size = theme.glyphs.show("\(canvas.width)×\(canvas.height)")
    let needed = theme.glyphs.show(
      "\(TerminalDescription.smallestWidth)×\(TerminalDescription.smallestHeight)")
    // The way out comes first: the rest may not fit.
    let text = "q quits. Terminal too small (\(size)): \(needed) needed"
    for (row, line) in Text.wrap(text, canvas.width).enumerated() {
      canvas.write(line, x: 0, y: row)
    }
  }
}
