import TerminalUI

/// The reason why a view has nothing to show of the selected layer, and the key to press.
enum Placeholder {
  /// - Parameter answer: The missing thing, where it is not the selected layer's output but follows
  ///   from the whole pass.
  static func draw(
    _ state: State, answer: String? = nil, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let (text, style) = words(state, answer, theme)
    canvas.write(wrapped: theme.glyphs.show(text), in: rect, style: style)
  }

  /// Draws a whole view that has nothing to show: a title, and below it why.
  static func draw(
    _ state: State, title: String, answer: String? = nil, in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    Title.draw([title], [], in: rect.row(0), theme, on: &canvas)
    draw(state, answer: answer, in: body(of: rect), theme, on: &canvas)
  }

  /// Returns the place for words in a view that shows nothing else but a title.
  static func body(of rect: Rect) -> Rect { rect.inset(left: 1, top: 2, right: 1) }

  private static func words(_ state: State, _ answer: String?, _ theme: Theme) -> (String, Style) {
    switch state.currentImage?.status {
    case .failed(let reason): return ("this image can't be shown: \(reason)", theme.error)
    case nil: return ("no image", theme.label)
    case .pending, .loading: return ("loading the image", theme.label)
    case .loaded: break
    }
    if let answer {
      guard !state.pass.isComplete else { return ("", theme.label) }
      let key = state.pass.isRunning ? "" : ": Space computes the rest"
      return ("\(answer) with the end of the pass\(key)", theme.label)
    }
    guard state.selectedResult == nil else { return ("", theme.label) }
    let name = state.network.fullName(of: state.table.selection)
    return ("\(name) is not computed yet: n computes the next layer, Space all", theme.label)
  }
}
