import Foundation
import Testing

@testable import Explorer
@testable import TerminalUI

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct RecordingTests {
  private func recording() throws -> Recording {
    let screens = try ["done", "half-way", "help"].map {
      ExplorerView.draw(try SampleState.named($0))
    }
    return Recording(screens, seconds: 2.5)
  }

  @Test func anAsciicastIsLinesOfJSON() throws {
    let recording = try recording()
    let text = recording.asciicast(title: "a \"b\"\n")
    #expect(text.hasSuffix("]\n"))
    let lines = try text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    let header = try #require(lines.first as? [String: Any])
    #expect(header["version"] as? Int == 2 && header["title"] as? String == "a \"b\"\n")
    #expect(header["width"] as? Int == 80 && header["height"] as? Int == 24)
    let events = try lines.dropFirst().map { try #require($0 as? [Any]) }
    #expect(events.map { $0[0] as? Double } == [0, 2.5, 5, 7.5])
    #expect(events.allSatisfy { $0.count == 3 && $0[1] as? String == "o" })
    // Each begins anew and has the screen's rows.
    for (event, screen) in zip(events, recording.screens) {
      let data = try #require(event[2] as? String)
      #expect(data.contains("\u{1B}[2J\u{1B}[H"))
      let rows = data.replacing(/\x1B\[[0-9;?]*[A-Za-z]/, with: "")
        .components(separatedBy: "\r\n").map { $0.replacing(/\ +$/, with: "") }
      #expect(rows == screen.text)
    }
  }

  @Test func aMovingPictureIsXMLWithoutScript() throws {
    let recording = try recording()
    let svg = recording.svg(title: "<T>", isDark: true)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(!svg.contains("<script"))
    #expect(svg.ranges(of: "<g class=\"screen").count == 3)
    #expect(svg.contains("animation:turn 7.50s step-end infinite"))
    #expect(svg.contains("33.333%,to{visibility:hidden}"))
    for delay in ["0.00s", "2.50s", "5.00s"] { #expect(svg.contains("animation-delay:\(delay)")) }
    #expect(svg.contains("prefers-reduced-motion"))
    // One screen moves nowhere.
    let first = recording.screens.prefix(1)
    let still = Recording(Array(first), seconds: 1).svg(title: "T", isDark: true)
    #expect(still == first.first?.svg(title: "T", isDark: true))
    #expect(Recording([], seconds: 1).svg(title: "", isDark: true).isEmpty)
  }
}
