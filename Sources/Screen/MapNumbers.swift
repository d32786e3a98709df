import Explorer

/// Writes each value into its own cells, where they are large enough.
enum MapNumbers {
  static func draw(
    _ fitted: FittedMap, scale: Scale, style: MapStyle, on canvas: inout Canvas, in rect: Rect
  ) {
    // Cells of one value. In half blocks a line has to be of one value altogether.
    let width = style.cells(width: fitted.enlarged, height: 1).width
    let height = fitted.enlarged / (style.isHalfBlocks ? 2 : 1)
    let isAligned = !style.isHalfBlocks || fitted.enlarged % 2 == 0
    guard width >= 7, height >= 1, isAligned else { return }
    let colors = style.colors
    for row in 0..<fitted.map.height {
      for column in 0..<fitted.map.width {
        let box = Rect(
          x: rect.x + column * width, y: rect.y + row * height + height / 2, width: width - 1,
          height: 1
        ).intersection(rect)
        guard let value = fitted.map.value(row: row, column: column), box.height == 1 else {
          continue
        }
        let text = Text.right(Numbers.value(Double(value)), width - 1)
        guard text.count <= box.width else { continue }
        canvas.write(
          text, x: box.x, y: box.y, style: textStyle(value, scale, colors), clip: box)
        // What a character of the map would follow reads as another digit.
        if colors == nil {
          canvas.fill(Rect(x: box.right, y: box.y, width: 1, height: 1).intersection(rect))
        }
      }
    }
  }

  /// Dark on light colours, light on dark ones.
  private static func textStyle(
    _ value: Float, _ scale: Scale, _ colors: (levels: [Color], notFinite: Color)?
  ) -> Style {
    guard let colors else { return .plain }
    let color = scale.level(value).map { colors.levels[$0] } ?? colors.notFinite
    let rgb: RGB
    switch color {
    case .indexed(let index): rgb = Palette.rgb(index) ?? RGB(hex: 0)
    case .rgb(let direct): rgb = direct
    case .terminal: return .plain
    }
    let luma = 0.299 * Double(rgb.red) + 0.587 * Double(rgb.green) + 0.114 * Double(rgb.blue)
    return Style(foreground: .indexed(luma > 120 ? 16 : 231), background: color)
  }
}
