import TerminalUI
import TextFormats

/// The message line: what just happened, or a line that is being typed.
enum PromptView {
  /// Draws message, prompt and hints. On screens where all have one line, a prompt comes first and
  /// the hints get what is left; a message leaves help and quit in place. One that is too long
  /// stands over the view's last lines.
  static func draw(_ state: State, _ frame: Frame, _ theme: Theme, on canvas: inout Canvas) {
    let line = frame.message.inset(left: 1, right: 1)
    let hints = frame.hints.inset(left: 1, right: 1)
    let sharesLine = frame.sharesLine
    let room = sharesLine ? line.inset(right: HintBar.width(of: state) + 2) : line
    /// Draws a line that is typed, and behind it a note or a message.
    func drawPrompt(_ label: String, _ editor: LineEditor, after note: String, least: Int) {
      let message = state.message.map { theme.glyphs.show($0.text) } ?? ""
      // What is wrong with the text stands where the keys else are, if need be in its place.
      guard message.isEmpty || message.columns + 30 <= line.width else {
        canvas.write(theme.glyphs.fit(message, line.width), in: line, style: theme.title)
        return
      }
      let used = edit(
        label, editor, after: message.isEmpty ? note : message,
        message.isEmpty && room.width >= least ? room : line, theme, on: &canvas)
      if message.isEmpty || !sharesLine {
        drawHints(state, hints, sharesLine, after: used, theme, on: &canvas)
      }
    }
    switch state.overlay {
    case .help(let help):
      drawPrompt("find: ", help.editor, after: "", least: 20)
    case .picker(let picker) where picker.isTyping:
      // What is counted stands in the box, if there is one.
      let count = picker.list.title == nil ? picker.list.footer?(state, picker) ?? "" : ""
      drawPrompt(picker.list.prompt, picker.editor, after: count, least: 24)
    case nil, .picker:
      drawMessage(state, frame, theme, on: &canvas)
    case .export(let prompt):
      drawPrompt("export to: ", prompt.editor, after: "", least: 34)
    case .confirmOverwrite(let job):
      // Without room for both the keys say what is asked.
      let question = room.width >= 34 || !sharesLine ? " exists: overwrite it?" : " exists"
      let name = Text.fitEnd(
        theme.glyphs.show(job.path), room.width - question.columns, mark: theme.glyphs.cut)
      let used = canvas.write(name + question, in: room, style: theme.title)
      drawHints(state, hints, sharesLine, after: used, theme, on: &canvas)
    }
  }

  private static func drawHints(
    _ state: State, _ hints: Rect, _ sharesLine: Bool, after x: Int, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let rest = sharesLine ? hints.inset(left: x - hints.x + 2) : hints
    HintBar.draw(state, in: rest, theme, on: &canvas)
  }

  private static func drawMessage(
    _ state: State, _ frame: Frame, _ theme: Theme, on canvas: inout Canvas
  ) {
    HintBar.draw(state, in: hints(state, frame, theme), theme, on: &canvas)
    guard let message = state.shownMessage else { return }
    let style = message.kind == .error ? theme.error : theme.title
    let text = theme.glyphs.show(message.text)
    guard isLong(text, frame) else {
      return canvas.write([text], in: frame.message.inset(left: 1), theme, style: style)
    }
    let lines = text.wrapped(to: frame.body.width - 2).prefix(frame.body.height)
    let place = frame.body.inset(top: frame.body.height - lines.count)
    canvas.fill(place, with: Cell(" ", style))
    canvas.write(lines, in: place.inset(left: 1, right: 1), theme, style: style)
  }

  /// The hints that stay beside a message on its line have so many columns at least.
  private static let leastHints = 14

  private static func isLong(_ text: String, _ frame: Frame) -> Bool {
    text.columns > frame.message.width - 2 - (frame.sharesLine ? leastHints + 2 : 0)
  }

  /// Returns the place of the hints while nothing is typed: on a line shared with a message
  /// `? keys  q quit` stay, more only where the message leaves room.
  static func hints(_ state: State, _ frame: Frame, _ theme: Theme) -> Rect {
    let hints = frame.hints.inset(left: 1, right: 1)
    guard frame.sharesLine, let message = state.shownMessage else { return hints }
    let text = theme.glyphs.show(message.text)
    guard !isLong(text, frame) else { return hints }
    let kept = max(
      leastHints, min(HintBar.fixedWidth(of: state), hints.width - text.columns - 2))
    return hints.inset(left: hints.width - kept)
  }

  /// Draws a label and the part of the text around the cursor.
  /// - Returns: The column after it.
  private static func edit(
    _ label: String, _ editor: LineEditor, after note: String, _ rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) -> Int {
    let start = canvas.write(label, in: rect, style: theme.title)
    let noteWidth = note.isEmpty ? 0 : note.columns + 2
    let room = max(1, rect.right - start - noteWidth)
    // The cursor may stand behind the last character.
    let cursor = min(max(0, editor.cursor), editor.text.count)
    let before = theme.glyphs.show(String(editor.text.prefix(cursor))).suffix(columns: room - 1)
    let after = theme.glyphs.show(String(editor.text.dropFirst(cursor)))
    let x = canvas.write(before, in: rect, x: start)
    let typed = before + after.prefix(columns: room - before.columns)
    canvas.write(typed, in: rect, x: start)
    if rect.contains(x: x, y: rect.y) { canvas.cursor = Point(x: x, y: rect.y) }
    let end = start + max(typed.columns, 1)
    canvas.write(note, in: rect, x: end + 2, style: theme.label)
    return note.isEmpty ? end : end + 2 + note.columns
  }
}
