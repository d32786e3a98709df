import TextFormats

/// Screens of one size that follow each other, each for the same time.
public struct Recording: Sendable {
  public let screens: [Canvas]
  public let seconds: Double

  public init(_ screens: [Canvas], seconds: Double) {
    (self.screens, self.seconds) = (screens, seconds)
  }

  /// An asciicast, version 2: a header and an event for each screen, a line of JSON each.
  public func asciicast(title: String) -> String {
    let size = (width: screens.first?.width ?? 0, height: screens.first?.height ?? 0)
    let header = JSONText.object([
      ("version", .integer(2)), ("width", .integer(size.width)), ("height", .integer(size.height)),
      ("title", .string(title)), ("env", .object([("TERM", .string("xterm-256color"))])),
    ])
    func event(_ place: Int, _ text: String) -> JSONText {
      .array([.number(Double(place) * seconds), .string("o"), .string(text)])
    }
    let events = screens.enumerated().map { place, screen in
      // No line break at the end: it would move the screen up.
      let rows = screen.ansi.dropLast().replacing("\n", with: "\r\n")
      return event(place, "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[H" + rows)
    }
    // The last screen has its time, too.
    let lines = [header] + events + [event(screens.count, "\u{1B}[?25h")]
    return lines.map { $0.line + "\n" }.joined()
  }

  /// A picture that moves by style alone: the screens take turns without an end. Where nothing
  /// moves, or nothing is to move, it is the first of them.
  public func svg(title: String, isDark: Bool) -> String {
    guard let first = screens.first, screens.count > 1 else {
      return screens.first?.svg(title: title, isDark: isDark) ?? ""
    }
    let paint = ScreenPaint(isDark: isDark)
    let share = Numbers.fixed(100 / Double(screens.count), 3)
    let all = Numbers.fixed(seconds * Double(screens.count), 2)
    let style = """
      <style>
      .screen{visibility:hidden;animation:turn \(all)s step-end infinite}
      .first{visibility:visible}
      @keyframes turn{from{visibility:visible}\(share)%,to{visibility:hidden}}
      @media (prefers-reduced-motion:reduce){.screen{animation:none}}
      </style>

      """
    let groups = screens.enumerated().map { place, screen in
      let delay = Numbers.fixed(seconds * Double(place), 2)
      return """
        <g class="screen\(place == 0 ? " first" : "")" style="animation-delay:\(delay)s">
        \(screen.shapes(paint))</g>

        """
    }
    return first.svg(style + groups.joined(), title: title, paint)
  }
}
