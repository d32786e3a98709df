/// SVG documents that need nothing from elsewhere: no font, no style, no script.
public enum SVGText {
  /// - Parameters:
  ///   - title: The name for browsers and screen readers.
  ///   - paper: The background's colour, so that it reads on any page.
  public static func document(
    _ body: String, width: Int, height: Int, title: String, paper: String
  ) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
    width="\(width)" height="\(height)" role="img">
    <title>\(escaped(title.shown))</title>
    <rect width="100%" height="100%" fill="\(paper)"/>
    \(body)</svg>

    """
  }

  /// Scalar by scalar: an accent after a sign makes it no other character to XML, and some scalars
  /// must not stand in it at all.
  public static func escaped(_ text: String) -> String {
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

  /// Bytes in a `data:` address, in base 64.
  public static func data(_ bytes: [UInt8], type: String) -> String {
    "data:\(type);base64," + Base64.text(bytes)
  }
}
