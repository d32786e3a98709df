import TerminalUI

/// What the view can give away, each entry with its letter, what it is of, and its formats or why it
/// can't be written now.
enum ExportMenuView {
  static func draw(
    _ menu: ExportMenu, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let offers = state.exportOffers
    let inside = Popup.draw(
      "Export", width: width(of: offers, in: rect, theme), height: offers.count, in: rect, theme,
      on: &canvas)
    for (index, offer) in offers.prefix(inside.height).enumerated() {
      let line = inside.row(index)
      draw(offer, in: line.inset(left: 1, right: 1), theme, on: &canvas)
      if index == menu.selected { canvas.add(.reverse, to: line) }
    }
    drawBottom(menu, offers, state, inside, in: rect, theme, on: &canvas)
  }

  /// The entry whose line stands there.
  static func place(x: Int, y: Int, _ state: State, in rect: Rect, _ theme: Theme) -> Int? {
    let offers = state.exportOffers
    let inside = Popup.place(
      width: width(of: offers, in: rect, theme), height: offers.count, in: rect
    ).inside
    let place = y - inside.y
    return inside.contains(x: x, y: y) && offers.indices.contains(place) ? place : nil
  }

  private static func draw(
    _ offer: ExportOffer, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let isThere = offer.problem == nil
    canvas.write(
      String(offer.kind.letter), x: line.x, y: line.y, style: isThere ? theme.key : theme.label,
      clip: line)
    let note = note(offer, theme)
    let x = line.x + 3
    let title = Text.fit(
      theme.glyphs.show(offer.title), line.right - note.count - 2 - x, mark: theme.glyphs.cut)
    canvas.write(
      title, x: x, y: line.y, style: isThere ? .plain : theme.label, clip: line)
    canvas.write(
      note, x: line.right - note.count, y: line.y, style: theme.label, clip: line)
  }

  /// `.csv .json .txt`, `.png ×4`, or what is in the way.
  private static func note(_ offer: ExportOffer, _ theme: Theme) -> String {
    guard let content = offer.content else { return theme.glyphs.show(offer.problem ?? "") }
    let formats = content.formats.map { "." + $0.rawValue }.joined(separator: " ")
    return formats + (offer.scale.map { " \(theme.glyphs.times)\($0)" } ?? "")
  }

  /// In the frame: how the marked picture will be.
  private static func drawBottom(
    _ menu: ExportMenu, _ offers: [ExportOffer], _ state: State, _ inside: Rect, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    guard offers.indices.contains(menu.selected), let scale = offers[menu.selected].scale,
      inside.bottom < rect.bottom
    else { return }
    let pixels = scale == 1 ? "1 pixel" : "\(scale)×\(scale) pixels"
    let isOverPhoto = [.overlay, .classMap].contains(offers[menu.selected].kind)
    let text =
      " each \(isOverPhoto ? "pixel of the photo" : "value") \(pixels), "
      + (state.export.hasLabels ? "with title " : "without title ")
    let shown = theme.glyphs.show(text)
    guard shown.count + 4 <= inside.width else { return }
    canvas.write(
      shown, x: inside.right - shown.count - 1, y: inside.bottom, style: theme.label, clip: rect)
  }

  /// As wide as the longest entry needs, and no narrower than the line below.
  private static func width(of offers: [ExportOffer], in rect: Rect, _ theme: Theme) -> Int {
    let needed = offers.map { 7 + $0.title.count + note($0, theme).count }.max() ?? 0
    return min(rect.width - 2, max(needed, 60))
  }
}
