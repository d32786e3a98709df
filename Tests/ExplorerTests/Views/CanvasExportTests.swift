import Foundation
import Testing

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The characters and the last style set for each, from text with colours.
private func read(_ ansi: String) -> [[(Character, String)]] {
  ansi.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
    var cells: [(Character, String)] = []
    var style = ""
    for (index, piece) in line.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
      .enumerated()
    {
      var text = piece[...]
      if index > 0, let end = text.firstIndex(of: "m") {
        style = text[..<end] == "0" ? "" : String(text[..<end])
        text = text[text.index(after: end)...]
      }
      cells += text.map { ($0, style) }
    }
    #expect(style == "", "each line ends plain")
    return cells
  }
}

@Suite struct CanvasExportTests {
  @Test func ansiHasEveryCellWithItsStyle() {
    var canvas = Canvas(width: 6, height: 3)
    canvas.write("ab", x: 0, y: 0)
    let style = Style(
      foreground: .rgb(RGB(hex: 0x010203)), background: .indexed(160), attributes: [.bold, .dim])
    canvas.write("é▀ ", x: 2, y: 0, style: style)
    canvas.write("x", x: 1, y: 2, style: Style(foreground: .indexed(3), attributes: .underline))
    #expect(
      canvas.ansi
        == "ab\u{1B}[0;1;2;38;2;1;2;3;48;5;160mé▀ \u{1B}[0m\n\n \u{1B}[0;4;33mx\u{1B}[0m\n")
  }

  @Test(arguments: ["half-way", "done", "measured", "help", "small"])
  func ansiOfWholeScreensHasTheirText(_ name: String) throws {
    let canvas = ExplorerView.draw(try SampleState.named(name))
    let rows = read(canvas.ansi)
    #expect(rows.count == canvas.height)
    for (y, row) in rows.enumerated() {
      for x in 0..<canvas.width {
        let cell = canvas[x, y]
        guard x < row.count else {
          #expect(cell == Cell())
          continue
        }
        #expect(row[x].0 == cell.character && (row[x].1 == "") == (cell.style == .plain))
      }
    }
  }

  @Test(arguments: ["half-way", "done", "measured", "failed", "help", "small", "too small"])
  func svgIsXMLAndHasTheText(_ name: String) throws {
    let canvas = ExplorerView.draw(try SampleState.named(name))
    let svg = canvas.svg(title: "a <b> & \"c\"", isDark: true)
    let reader = SVGReader(svg)
    #expect(reader.isWellFormed)
    #expect(reader.title == "a <b> & \"c\"")
    // Every word stands where it stands on the screen.
    var found = Array(
      repeating: Array(repeating: Character(" "), count: canvas.width), count: canvas.height)
    for text in reader.texts {
      for (index, character) in text.text.enumerated() {
        found[(text.y - 14) / 18][text.x / 9 + index] = character
      }
      #expect(text.length == text.text.count * 9)
    }
    let blocks = Set("▀▌▚▘▝▖▗█▉▊▋▍▎▏░▒▓")
    for y in 0..<canvas.height {
      let expected = (0..<canvas.width).map {
        blocks.contains(canvas[$0, y].character) ? " " : canvas[$0, y].character
      }
      #expect(String(found[y]) == String(expected))
    }
  }

  @Test func svgColoursAreTheCells() {
    var canvas = Canvas(width: 4, height: 2)
    let (red, blue) = (Color.rgb(RGB(hex: 0xFF0000)), Color.indexed(21))
    canvas[0, 0] = Cell("▀", Style(foreground: red, background: blue))
    canvas[1, 0] = Cell("▀", Style(foreground: red, background: blue))
    canvas[0, 1] = Cell(" ", Style(background: blue))
    canvas[2, 0] = Cell("▌", Style(foreground: .indexed(1)))
    canvas[3, 0] = Cell("a", Style(attributes: .reverse))
    canvas[2, 1] = Cell("▝", Style(foreground: .indexed(3)))
    canvas[3, 1] = Cell("▚", Style(foreground: .indexed(2)))
    let svg = canvas.svg(title: "", isDark: false)
    for rectangle in [
      ##"<path fill="#0000ff" d="M0 0h18v18h-18zM0 18h9v18h-9z"/>"##,
      ##"<path fill="#ff0000" d="M0 0h18v9h-18z"/>"##,
      ##"<path fill="#cd0000" d="M18 0h5v18h-5z"/>"##,
      ##"<path fill="#1a1a1a" d="M27 0h9v18h-9z"/>"##,
      ##"<path fill="#cdcd00" d="M23 18h4v9h-4z"/>"##,
      ##"<path fill="#00cd00" d="M27 18h5v9h-5zM32 27h4v9h-4z"/>"##,
      ##" textLength="9" fill="#fafafa">a</text>"##,
    ] { #expect(svg.contains(rectangle), "\(rectangle)") }
    #expect(Canvas(width: 0, height: 0).svg(title: "", isDark: true).hasSuffix("</svg>\n"))
    #expect(Canvas(width: 0, height: 0).ansi == "")
  }
}

/// What an XML parser finds in a picture of a screen.
private final class SVGReader: NSObject, XMLParserDelegate {
  struct Piece {
    let x: Int
    let y: Int
    let length: Int
    var text: String
  }
  private(set) var isWellFormed = false
  private(set) var title = ""
  private(set) var texts: [Piece] = []
  private var element = ""

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    element = name
    guard name == "text" else { return }
    texts.append(
      Piece(
        x: Int(attributes["x"] ?? "") ?? -1, y: Int(attributes["y"] ?? "") ?? -1,
        length: Int(attributes["textLength"] ?? "") ?? -1, text: ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if element == "title" { title += string }
    if element == "text", !texts.isEmpty { texts[texts.count - 1].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { element = "" }
}
