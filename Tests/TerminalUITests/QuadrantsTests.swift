import Heatmaps
import TestSupport
import Testing

@testable import TerminalUI

@Suite struct QuadrantsTests {
  /// Samples of a cell that a character shows in the foreground, from Unicode's names.
  private static let shown: [Character: [Bool]] = [
    "▀": [true, true, false, false], "▌": [true, false, true, false],
    "▚": [true, false, false, true], "▘": [true, false, false, false],
    "▝": [false, true, false, false], "▖": [false, false, true, false],
    "▗": [false, false, false, true],
  ]

  private func drawn(_ pixels: [RGB], width: Int) -> Canvas {
    let height = pixels.count / width
    var canvas = Canvas(width: width / 2, height: (height + 1) / 2)
    Quadrants.draw(pixels, width: width, direct: true, on: &canvas, in: canvas.bounds)
    return canvas
  }

  private func error(_ samples: [RGB], _ cell: [RGB]) -> Int {
    zip(samples, cell).reduce(0) { sum, pair in
      [\RGB.red, \.green, \.blue].reduce(sum) {
        let difference = Int(pair.0[keyPath: $1]) - Int(pair.1[keyPath: $1])
        return $0 + difference * difference
      }
    }
  }

  /// Each of the ways to give two colours to four samples, tried one by one.
  private func least(_ samples: [RGB]) -> Int {
    (0..<8).map { split in
      let sides = (0..<4).map { split >> $0 & 1 == 1 }
      func mean(_ side: Bool) -> RGB {
        let members = (0..<4).filter { sides[$0] == side }.map { samples[$0] }
        func part(_ path: KeyPath<RGB, UInt8>) -> UInt8 {
          let sum = members.reduce(0.0) { $0 + Double($1[keyPath: path]) }
          return UInt8((sum / Double(max(1, members.count))).rounded())
        }
        return RGB(red: part(\.red), green: part(\.green), blue: part(\.blue))
      }
      let (first, second) = (mean(true), mean(false))
      return error(samples, sides.map { $0 ? first : second })
    }.min() ?? 0
  }

  @Test func aCellHasTheSplitWithTheLeastError() throws {
    var generator = SplitMix(seed: 3)
    for _ in 0..<300 {
      let samples = (0..<4).map { _ in RGB(hex: UInt32(generator.next() % 0x100_0000)) }
      let cell = drawn(samples, width: 2)[0, 0]
      let sides = try #require(Self.shown[cell.character])
      let first = try #require(cell.style.foreground.rgb)
      let second = try #require(cell.style.background.rgb)
      let found = error(samples, sides.map { $0 ? first : second })
      // A sum of squares may be one lower for a split whose means were rounded.
      #expect(found <= least(samples) + 4)
    }
  }

  @Test func evenCellsAndLastLines() {
    let (red, blue) = (RGB(hex: 0xFF0000), RGB(hex: 0x0000FF))
    let canvas = drawn([red, red, red, blue, red, red, red, blue, red, red, blue, blue], width: 4)
    #expect(canvas[0, 0] == Cell("▀", Style(foreground: .rgb(red), background: .rgb(red))))
    #expect(canvas[1, 0] == Cell("▌", Style(foreground: .rgb(red), background: .rgb(blue))))
    #expect(canvas[0, 1] == Cell("▀", Style(foreground: .rgb(red))), "nothing below")
    #expect(canvas[1, 1] == Cell("▀", Style(foreground: .rgb(blue))))
    #expect(drawn([], width: 2) == Canvas(width: 1, height: 0))
  }
}
