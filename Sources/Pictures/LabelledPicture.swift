import Heatmaps
import TextFormats

/// Title, drawing and legend below each other, as wide as the widest needs.
struct LabelledPicture {
  let style: PictureStyle
  /// The texts above and below, each broken into lines where it is too long.
  let title: String
  let notes: [String]
  /// The legend's colours; nil for none.
  let scale: ColorScale?

  /// Narrow drawings get room for so many letters.
  private static let leastLetters = 30

  /// - Parameter draw: Draws into the picture, from the given left and top on.
  func picture(
    width: Int, height: Int, draw: (inout Picture, _ x: Int, _ y: Int) -> Void
  ) throws(PictureError) -> Picture {
    guard style.hasLabels else {
      var picture = try Picture(width: width, height: height, fill: style.paper)
      draw(&picture, 0, 0)
      return picture
    }
    // Checked here too, so that nothing below overflows.
    guard width > 0, height > 0, max(width, height) <= Picture.maximumPixels else {
      throw .size(width: width, height: height)
    }
    let text = width < 600 ? 1 : 2
    let margin = 8 * text
    let line = PictureText.lineHeight * text
    let room = max(width, Self.leastLetters * PictureText.advance * text)
    let above = PictureText.wrap(title, width: room, scale: text)
    let below = notes.flatMap { PictureText.wrap($0, width: room, scale: text) }
    let top = margin + above.count * line
    let legend = top + height + margin
    var bottom = legend
    if scale != nil { bottom += line + margin / 2 }
    bottom += below.count * line
    var picture = try Picture(
      width: room + 2 * margin, height: bottom + margin / 2, fill: style.paper)
    for (index, words) in above.enumerated() {
      picture.write(words, x: margin, y: margin + index * line, scale: text, style.ink)
    }
    draw(&picture, margin, top + text)
    if scale != nil {
      drawLegend(on: &picture, x: margin, y: legend, width: room, text: text)
    }
    for (index, words) in below.enumerated() {
      let y = bottom - (below.count - index) * line
      picture.write(words, x: margin, y: y, scale: text, style.ink)
    }
    return picture
  }

  /// `0 ▐██████▌ 14.21`.
  private func drawLegend(on picture: inout Picture, x: Int, y: Int, width: Int, text: Int) {
    guard let scale else { return }
    let low = Numbers.value(Double(scale.range.minimum))
    let high = Numbers.value(Double(scale.range.maximum))
    let gap = PictureText.advance * text
    let start = x + PictureText.width(of: low, scale: text) + gap
    let end = x + width - PictureText.width(of: high, scale: text) - gap
    picture.write(low, x: x, y: y, scale: text, style.ink)
    picture.write(high, x: end + gap, y: y, scale: text, style.ink)
    let length = max(1, end - start)
    for column in 0..<length {
      let share = length > 1 ? Double(column) / Double(length - 1) : 0.5
      picture.fill(
        x: start + column, y: y, width: 1, height: 7 * text,
        scale.ramp.color(scale.values.bent(share)))
    }
  }
}
