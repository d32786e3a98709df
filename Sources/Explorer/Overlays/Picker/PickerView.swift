import TerminalUI
import TextFormats

/// The box of a picker and its entries; the text is typed in the prompt's line.
enum PickerView {
  static func draw(
    _ picker: Picker, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let title = picker.list.title else { return }
    // Beside a menu is out of it.
    if Set.menus.contains(picker.list.context) { canvas.onPress(rect) { $0.overlay = nil } }
    let entries = state.entries(of: picker)
    let size = size(picker.list, entries, in: rect, theme)
    let inside = Popup.draw(
      title, width: size.width, height: size.height, in: rect, theme, on: &canvas)
    guard inside.height > 0 else { return }
    // The mark stands in the middle, as far as the ends of the list let it.
    let first = max(0, min(picker.selected - inside.height / 2, entries.count - inside.height))
    let titleWidth = entries.map(\.title.columns).max() ?? 0
    for (row, entry) in entries.dropFirst(first).prefix(inside.height).enumerated() {
      let line = inside.row(row)
      draw(
        entry, picker.list, titleWidth, in: line.inset(left: 1, right: 1), theme, on: &canvas)
      canvas.onPress(line) { state, _ in state.choose(at: first + row) }
      if first + row == picker.selected { canvas.select(line) }
    }
    if entries.isEmpty {
      let missing = theme.glyphs.fit(picker.list.missing(picker.editor.text), inside.width - 2)
      canvas.write(missing, in: inside.inset(left: 1), style: theme.label)
    }
    let footer =
      picker.list.footer.map { $0(state, picker) }
      ?? range(first, min(entries.count, first + inside.height), of: entries.count)
    let shown = theme.glyphs.show(footer)
    guard !shown.isEmpty, shown.columns + 6 <= inside.width, inside.bottom < rect.bottom else {
      return
    }
    canvas.write(
      " \(shown) ", x: inside.right - shown.columns - 3, y: inside.bottom, style: theme.label,
      clip: rect)
  }

  private static func range(_ first: Int, _ end: Int, of count: Int) -> String {
    count == 0 ? "none" : "\(first + 1)-\(end) of \(count)"
  }

  private static func draw(
    _ entry: PickerEntry, _ list: PickerList, _ titleWidth: Int, in line: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    func style(_ accent: PickerList.Accent) -> Style {
      if entry.isDimmed { return theme.label }
      switch accent {
      case .plain: return .plain
      case .label: return theme.label
      case .key: return theme.key
      }
    }
    // A name in front needs room; a letter or a number always has it.
    let leadWidth = list.leadWidth < 20 || line.width >= 60 ? list.leadWidth : 0
    if leadWidth > 0 {
      canvas.write(theme.glyphs.fit(entry.lead, leadWidth), in: line, style: style(list.leadAccent))
    }
    let x = line.x + (leadWidth > 0 ? leadWidth + 2 : 0)
    let note = theme.glyphs.show(entry.note)
    let end = line.right - (note.isEmpty && !entry.detail.isEmpty ? 0 : note.columns + 2)
    canvas.write(theme.glyphs.fit(entry.title, end - x), in: line, x: x, style: style(.plain))
    canvas.write(note, atEndOf: line, style: style(list.noteAccent))
    guard !entry.detail.isEmpty else { return }
    let detailX = x + titleWidth + 2
    canvas.write(
      theme.glyphs.fit(entry.detail, line.right - detailX), in: line, x: detailX, style: theme.label
    )
  }

  /// Columns and lines of the box without its frame.
  private static func size(
    _ list: PickerList, _ entries: [PickerEntry], in rect: Rect, _ theme: Theme
  ) -> (width: Int, height: Int) {
    switch list.box {
    case .tall(let width): (min(rect.width - 2, width), rect.height - 2)
    case .menu(let width): (min(rect.width, width), max(1, entries.count))
    case .fitted(let least):
      (
        min(rect.width - 2, max(least, entries.map { width($0, theme) }.max() ?? 0)),
        max(1, entries.count)
      )
    }
  }

  private static func width(_ entry: PickerEntry, _ theme: Theme) -> Int {
    7 + entry.title.columns + theme.glyphs.show(entry.note).columns
  }
}
