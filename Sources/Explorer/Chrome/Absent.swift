import TerminalUI

/// Why a view has nothing to show of the selected layer, and what to press.
enum Absent {
  /// - Parameter answer: What is missing, where it is not the selected layer's output but follows
  ///   from the whole pass.
  static func draw(
    _ state: State, answer: String? = nil, in rect: Rect, _ look: Look, on canvas: inout Canvas
  ) {
    let (text, style) = words(state, answer, look)
    for (row, line) in Text.wrap(look.glyphs.show(text), rect.width).enumerated() {
      canvas.write(line, x: rect.x, y: rect.y + row, style: style, clip: rect)
    }
  }

  private static func words(_ state: State, _ answer: String?, _ look: Look) -> (String, Style) {
    switch state.currentImage?.status {
    case .failed(let reason): return ("this image can't be shown: \(reason)", look.error)
    case nil: return ("no image", look.label)
    case .pending, .loading: return ("loading the image", look.label)
    case .loaded: break
    }
    if let answer {
      guard !state.pass.isComplete else { return ("", look.label) }
      return ("\(answer) with the end of the pass: Space computes the rest", look.label)
    }
    guard state.selectedResult == nil else { return ("", look.label) }
    let name = state.network.fullName(of: state.table.selection)
    return ("\(name) is not computed yet: n computes the next layer, Space all", look.label)
  }
}
