import Testing

@testable import Heatmaps
@testable import Terminal
@testable import TerminalUI

@Suite struct DirectFrameTests {
  private func frame(_ known: Canvas?, _ canvas: Canvas, width: Int = 80, height: Int = 24)
    -> String
  {
    let bytes = DirectFrame.bytes(from: known, to: canvas, width: width, height: height)
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "^")
  }

  private let begin = "^[?2026h^[?25l"
  private let end = "^[?2026l"

  @Test func everyCellIsSentOnceAndThenOnlyWhatChanged() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.write("ab", x: 0, y: 0)
    #expect(frame(nil, canvas) == "\(begin)^[1;1H^[0mab   ^[2;1H     ^[m\(end)")
    #expect(frame(canvas, canvas) == begin + end, "nothing changed")
    var next = canvas
    next.write("x", x: 0, y: 1)
    next.write("yz", x: 2, y: 1)
    next[4, 1] = Cell("▀")
    #expect(frame(canvas, next) == "\(begin)^[2;1H^[0mx^[Cyz▀^[m\(end)")
    #expect(frame(Canvas(width: 4, height: 2), canvas) == frame(nil, canvas), "another size")
  }

  /// A wide character is sent once, and what follows is placed anew; at the edge none is.
  @Test func wideCharactersTakeTwoColumns() {
    var canvas = Canvas(width: 5, height: 1)
    canvas.write("猫x", x: 0, y: 0)
    #expect(frame(nil, canvas) == "\(begin)^[1;1H^[0m猫^[1;3Hx  ^[m\(end)")
    var next = canvas
    next.write("ab", x: 0, y: 0)
    #expect(frame(canvas, next) == "\(begin)^[1;1H^[0mab^[m\(end)")
    #expect(frame(next, canvas) == "\(begin)^[1;1H^[0m猫^[m\(end)")
    #expect(frame(nil, canvas, width: 1) == "\(begin)^[1;1H^[0m ^[m\(end)")
    canvas.write("q\u{301}yz", x: 2, y: 0)
    #expect(frame(nil, canvas).hasSuffix("^[1;3Hq\u{301}^[1;4Hyz^[m\(end)"))
  }

  @Test func coloursAndAttributesChangeAsLittleAsNeeded() {
    var canvas = Canvas(width: 6, height: 1)
    let (red, blue) = (Color.rgb(RGB(hex: 0xFF0102)), Color.rgb(RGB(hex: 0x0203FF)))
    canvas[0, 0] = Cell("a", Style(foreground: red, background: blue))
    canvas[1, 0] = Cell("b", Style(foreground: red, background: blue))
    canvas[2, 0] = Cell("c", Style(foreground: blue, background: blue))
    canvas[3, 0] = Cell("d", Style(foreground: blue, attributes: [.bold, .reverse]))
    canvas[4, 0] = Cell("e", Style(foreground: .indexed(31), background: .indexed(5)))
    let expected =
      "^[1;1H^[0;38;2;255;1;2;48;2;2;3;255mab^[38;2;2;3;255mc^[0;1;7;38;2;2;3;255md"
      + "^[0;38;5;31;45me^[49m ^[m"
    #expect(frame(nil, canvas) == begin + expected + end)
  }

  @Test func halfBlocksChangeOneColourWhereOneIsEnough() {
    var canvas = Canvas(width: 7, height: 1)
    let (red, blue, grey) = (Color.indexed(160), Color.indexed(19), Color.indexed(244))
    let halves = [
      (red, blue), (blue, red), (red, red), (red, grey), (blue, blue), (grey, .terminal),
      (.terminal, grey),
    ]
    for (x, (above, below)) in halves.enumerated() {
      canvas[x, 0] = Cell("▀", Style(foreground: above, background: below))
    }
    let expected =
      "^[1;1H^[0;38;5;160;48;5;19m▀▄█^[48;5;244m▀^[48;5;19m ^[38;5;244;49m▀"
      + "^[39;48;5;244m▀^[m"
    #expect(frame(nil, canvas) == begin + expected + end)
  }

  /// A quarter and what is left of it change places where that saves a colour.
  @Test func quadrantsChangeOneColourWhereOneIsEnough() {
    var canvas = Canvas(width: 3, height: 1)
    let (red, blue, grey) = (Color.indexed(160), Color.indexed(19), Color.indexed(244))
    canvas[0, 0] = Cell("▘", Style(foreground: red, background: blue))
    canvas[1, 0] = Cell("▗", Style(foreground: blue, background: red))
    canvas[2, 0] = Cell("▚", Style(foreground: blue, background: grey))
    let expected = "^[1;1H^[0;38;5;160;48;5;19m▘▛^[38;5;244m▞^[m"
    #expect(frame(nil, canvas) == begin + expected + end)
  }

  @Test func theCursorIsShownWhereALineIsTyped() {
    var canvas = Canvas(width: 3, height: 1)
    canvas.cursor = Point(x: 2, y: 0)
    #expect(frame(canvas, canvas) == "\(begin)^[1;3H^[?25h\(end)")
    canvas.cursor = Point(x: 9, y: 0)
    #expect(frame(canvas, canvas, width: 3) == begin + end)
  }

  @Test func whatIsBeyondTheTerminalIsLeftOut() {
    let canvas = Canvas(width: 9, height: 9)
    #expect(frame(nil, canvas, width: 2, height: 1) == "\(begin)^[1;1H^[0m  ^[m\(end)")
    #expect(frame(nil, canvas, width: 0, height: 0) == begin + end)
    #expect(frame(nil, Canvas(width: 0, height: 0)) == begin + end)
  }
}
