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
    let (w, h) = (ScreenPaint.cellWidth, ScreenPaint.cellHeight)
    let (right, bottom) = (width * w + 2 * w, height * h + h)
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(right) \(bottom)" \
      width="\(right)" height="\(bottom)" role="img">
      <title>\(Self.escaped(title.shown))</title>
      <rect width="100%" height="100%" fill="\(paint.paper.css)"/>
      <g transform="translate(\(w) \(h / 2))" fill="\(paint.ink.css)" shape-rendering="crispEdges" \
      font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15" \
      xml:space="preserve">

      """
    for layer in ScreenPaint.Layer.allCases { svg += rectangles(layer, paint) }
    for y in 0..<height { svg += texts(y, paint) }
    return svg + "</g>\n</svg>\n"
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

  /// Scalar by scalar: an accent after a sign makes it no other character to XML, and some scalars
  /// must not stand in it at all.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x26: "&amp;"
      case 0x3C: "&lt;"
      case 0x3E: "&gt;"
      case 0x22: "&quot;"
      case 9, 10, 13, 0x20...0xFFFD, 0x10000...: String(scalar)
      default: "\u{FFFD}"
      }
    }.joined()
  }
}
