extension Canvas {
  /// The screen as text with colours, UTF-8: a line a row, each from plain to plain, so that it can
  /// be shown with `cat`, also in part. Colours as the canvas has them.
  public var ansi: String {
    var text = ""
    for y in 0..<height {
      var style = Style.plain
      // Plain spaces at the end are nothing.
      var end = width
      while end > 0, self[end - 1, y] == Cell() { end -= 1 }
      for x in 0..<end {
        let cell = self[x, y]
        if cell.style != style {
          style = cell.style
          text += "\u{1B}[\(Self.codes(style).joined(separator: ";"))m"
        }
        if !cell.isRightHalf { text.append(cell.character) }
      }
      text += style == .plain ? "\n" : "\u{1B}[0m\n"
    }
    return text
  }

  /// Everything anew: short enough, and no line depends on another.
  private static func codes(_ style: Style) -> [String] {
    var codes = ["0"] + SelectGraphicRendition.codes(style.attributes)
    if style.foreground != .terminal {
      codes.append(SelectGraphicRendition.code(style.foreground, isBackground: false))
    }
    if style.background != .terminal {
      codes.append(SelectGraphicRendition.code(style.background, isBackground: true))
    }
    return codes
  }
}
