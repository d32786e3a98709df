import Heatmaps
import TerminalUI
import TextFormats

/// Writes each value into its own cells, where they are large enough.
enum MapNumbers {
  /// - Parameter narrowest: Columns that a value's cells need at least, one of them for the gap.
  ///   Characters of a map need seven in any case: fewer leave nothing of the map.
  static func draw(
    _ fitted: FittedMap, scale: Scale, style: MapStyle, narrowest: Int = 6,
    on canvas: inout Canvas, in rect: Rect
  ) {
    // Cells of one value. In half blocks a line has to be of one value altogether.
    let width = style.cells(width: fitted.enlarged, height: 1).width
    let height = fitted.enlarged / (style.isHalfBlocks ? 2 : 1)
    let isAligned = !style.isHalfBlocks || fitted.enlarged % 2 == 0
    let colors = style.colors
    guard width >= (colors == nil ? 7 : narrowest), height >= 1, isAligned else { return }
    // Where one has no room, none is written: what stands there would be taken for less.
    let texts = fitted.map.values.map { Numbers.value(Double($0), within: width - 1) }
    guard texts.allSatisfy({ $0 != nil }) else { return }
    for row in 0..<fitted.map.height {
      for column in 0..<fitted.map.width {
        let box = Rect(
          x: rect.x + column * width, y: rect.y + row * height + height / 2, width: width - 1,
          height: 1
        ).intersection(rect)
        let place = row * fitted.map.width + column
        guard let text = texts[place], box.height == 1 else { continue }
        let padded = text.rightAligned(to: width - 1)
        guard padded.count <= box.width else { continue }
        let value = fitted.map.values[place]
        canvas.write(padded, in: box, style: textStyle(value, scale, colors))
        // What a character of the map would follow reads as another digit.
        if colors == nil {
          canvas.fill(Rect(x: box.right, y: box.y, width: 1, height: 1).intersection(rect))
        }
      }
    }
  }

  /// Dark on light colours, light on dark ones.
  static func textStyle(
    _ value: Float, _ scale: Scale, _ colors: (levels: [Color], notFinite: Color)?
  ) -> Style {
    guard let colors else { return .plain }
    let color = scale.level(value).map { colors.levels[$0] } ?? colors.notFinite
    guard color != .terminal else { return .plain }
    let luma = (color.rgb ?? RGB(hex: 0)).luma
    return Style(foreground: .indexed(luma > 120 ? 16 : 231), background: color)
  }
}
