import Heatmaps
import TextFormats

extension Canvas {
  /// The screen as a picture for browsers: rectangles for colours, text that can be selected, no
  /// font or style from elsewhere.
  ///
  /// - Parameters:
  ///   - title: The name for browsers and screen readers.
  ///   - isDark: True where the terminal's own colours are light on dark.
  public func svg(title: String, isDark: Bool) -> String {
    let paint = ScreenPaint(isDark: isDark)
    return svg(shapes(paint), title: title, paint)
  }

  /// The document around the shapes of screens of this size.
  func svg(_ shapes: String, title: String, _ paint: ScreenPaint) -> String {
    let (w, h) = (ScreenPaint.cellWidth, ScreenPaint.cellHeight)
    let group = """
      <g transform="translate(\(w) \(h / 2))" fill="\(paint.ink.css)" shape-rendering="crispEdges" \
      font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15" \
      xml:space="preserve">

      """
    return SVGText.document(
      group + shapes + "</g>\n", width: width * w + 2 * w, height: height * h + h, title: title,
      paper: paint.paper.css)
  }

  func shapes(_ paint: ScreenPaint) -> String {
    ScreenPaint.Layer.allCases.map { rectangles($0, paint) }.joined()
      + (0..<height).map { texts($0, paint) }.joined()
  }

  /// Draws all of a layer that has one colour as one shape, neighbours together: a photo stays
  /// small.
  private func rectangles(_ layer: ScreenPaint.Layer, _ paint: ScreenPaint) -> String {
    var colors: [RGB] = []
    var outlines: [RGB: String] = [:]
    for y in 0..<height {
      var start = 0
      while start < width {
        let part = paint.part(self[start, y], layer)
        var end = start + 1
        while end < width, part?.isWide == true, paint.part(self[end, y], layer) == part {
          end += 1
        }
        if let part {
          if outlines[part.color] == nil { colors.append(part.color) }
          outlines[part.color, default: ""] += part.outline(x: start, y: y, columns: end - start)
        }
        start = end
      }
    }
    return colors.map { "<path fill=\"\($0.css)\" d=\"\(outlines[$0] ?? "")\"/>\n" }.joined()
  }

  /// Runs of one style; their length is given, so that columns stand whatever font is there.
  private func texts(_ y: Int, _ paint: ScreenPaint) -> String {
    var svg = ""
    var start = 0
    while start < width {
      let first = self[start, y]
      guard paint.isText(first) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < width, paint.continues(self[end, y], first) { end += 1 }
      // Spaces between words stay, those at the end are nothing.
      var last = end
      while last > start, self[last - 1, y].character == " " { last -= 1 }
      let run = (start..<last).map { self[$0, y] }.filter { !$0.isRightHalf }.map(\.character)
      svg += paint.text(String(run), first.style, x: start, y: y, columns: last - start)
      start = end
    }
    return svg
  }
}
