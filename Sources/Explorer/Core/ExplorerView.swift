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
    let frame = Frame(terminal)
    if case .help(let help) = state.overlay {
      HelpView.draw(help, theme, on: &canvas)
    } else {
      HeaderView.draw(state, in: frame.header, theme, on: &canvas)
      state.view.draw(state, frame.body, theme, &canvas)
      SlowMotionInset.draw(state, in: frame.body, theme, on: &canvas)
      LessonStrip.draw(state, in: frame.caption, theme, on: &canvas)
    }
    // What lies below is not pressed.
    if state.overlay != nil { canvas.removeMarks() }
    if case .picker(let picker) = state.overlay {
      PickerView.draw(picker, state, in: frame.body, theme, on: &canvas)
    }
    PromptView.draw(state, frame, theme, on: &canvas)
    return canvas
  }

  private static func drawTooSmall(on canvas: inout Canvas, _ theme: Theme) {
    let size = theme.glyphs.show("\(canvas.width)×\(canvas.height)")
    let needed = theme.glyphs.show(
      "\(TerminalDescription.smallestWidth)×\(TerminalDescription.smallestHeight)")
    // The way out comes first: the rest may not fit.
    let text = "q quits. Terminal too small (\(size)): \(needed) needed"
    canvas.write(wrapped: text, in: canvas.bounds)
  }
}
