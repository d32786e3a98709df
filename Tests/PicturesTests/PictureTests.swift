import Heatmaps
import SqueezeNet
import Testing

@testable import Pictures

private let bare = PictureStyle(scale: 3, hasLabels: false)

private func map(_ width: Int, _ height: Int, _ value: (Int, Int) -> Float) throws -> FeatureMap {
  let values = (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } }
  return try #require(FeatureMap(height: height, width: width, values: values))
}

/// Pixels of a colour.
private func count(_ picture: Picture, _ color: RGB) -> Int {
  var count = 0
  for y in 0..<picture.height {
    for x in 0..<picture.width where picture[x, y] == color { count += 1 }
  }
  return count
}

@Suite struct MapPictureTests {
  @Test func everyValueIsASquareOfItsColour() throws {
    let map = try map(5, 4) { x, y in Float(y * 5 + x) }
    let scale = ColorScale(ValueRange(of: map), colormap: .viridis, signed: false, onDark: false)
    let picture = try Picture.map(map, scale, style: bare, title: "not written")
    #expect(picture.width == 15 && picture.height == 12)
    for y in 0..<12 {
      for x in 0..<15 {
        let value = Double(y / 3 * 5 + x / 3)
        #expect(picture[x, y] == ColorRamp.sequential(.viridis).color(value / 19))
      }
    }
    #expect(picture[15, 0] == nil && picture[0, -1] == nil)
  }

  @Test func labelsStandAroundTheSameMap() throws {
    let map = try map(20, 10) { x, _ in x == 7 ? .nan : Float(x) }
    let scale = ColorScale(ValueRange(of: map), colormap: .magma, signed: false, onDark: true)
    for isDark in [false, true] {
      let style = PictureStyle(scale: 3, isDark: isDark)
      let picture = try Picture.map(
        map, scale, style: style, title: "fire2 channel 1 of 128 with a title of many words",
        notes: ["a note"])
      #expect(picture.width > 60 && picture.height > 30)
      // The column that is not a number shows how large the map is.
      #expect(count(picture, scale.ramp.notFinite) == 10 * 9)
      #expect(count(picture, style.ink) > 100, "something is written")
      #expect(picture[0, 0] == style.paper)
      let side = (0..<picture.height).map { picture[picture.width - 1, $0] }
      #expect(side.allSatisfy { $0 == style.paper }, "nothing runs over the margin")
    }
  }

  @Test func tooLargeAScaleIsAnError() throws {
    let map = try map(5, 4) { x, y in Float(x + y) }
    let scale = ColorScale(ValueRange(of: map), colormap: .grey, signed: false, onDark: false)
    for size in [1_000_000, .max] {
      for hasLabels in [true, false] {
        #expect(throws: PictureError.self) {
          try Picture.map(
            map, scale, style: PictureStyle(scale: size, hasLabels: hasLabels), title: "x")
        }
      }
    }
  }
}

@Suite struct ContactSheetTests {
  @Test(arguments: [1, 2, 7, 64, 1000]) func everyMapIsThereInItsOrder(_ number: Int) throws {
    let tiles = try (0..<number).map { index in
      let map = try map(2, 2) { _, _ in Float(index) }
      let range = ValueRange(minimum: 0, maximum: Float(number))
      return Picture.SheetTile(
        map: map, scale: ColorScale(range, colormap: .grey, signed: false, onDark: false),
        label: "\(index + 1)")
    }
    let sheet = try Picture.contactSheet(tiles, columns: 4, style: bare, title: "")
    let columns = min(4, number)
    let rows = (number + 3) / 4
    #expect(sheet.width == columns * 8 - 2 && sheet.height == rows * 8 - 2)
    for (index, tile) in tiles.enumerated() {
      let color = sheet[index % 4 * 8 + 5, index / 4 * 8 + 5]
      #expect(color == tile.scale?.color(Float(index)))
    }
    #expect(number < 2 || sheet[6, 0] == bare.paper)
    let free = try Picture.contactSheet(
      tiles, style: PictureStyle(scale: 12), title: "t", scale: tiles[0].scale)
    #expect(number < 64 || Double(free.width) / Double(free.height) > 1)
    #expect(Double(free.width) / Double(free.height) < 4)
  }

  @Test func noMapsAreNoSheet() {
    #expect(throws: PictureError.self) {
      try Picture.contactSheet([], style: bare, title: "")
    }
  }
}

@Suite struct PixelFontTests {
  @Test func everyCharacterHasAShapeOfItsOwn() {
    let characters = (33...126).map { Character(Unicode.Scalar(UInt8($0))) }
    let shapes = characters.map { Array(PixelFont.rows(of: $0)) }
    #expect(Set(shapes).count == shapes.count)
    #expect(shapes.allSatisfy { $0.contains { $0 != 0 } })
    #expect(PixelFont.rows(of: " ").allSatisfy { $0 == 0 })
    #expect(Array(PixelFont.rows(of: "L")) == [16, 16, 16, 16, 16, 16, 31, 0])
    for odd: Character in ["\n", "\r\n", "é", "→", "\u{7F}", "\0"] {
      #expect(PixelFont.rows(of: odd) == PixelFont.rows(of: "?"))
    }
    #expect(PixelFont.rows(of: "×") == PixelFont.rows(of: "x"))
  }

  @Test func linesFitAndLoseNothing() {
    for width in [1, 30, 100, 1000] {
      let lines = PictureText.wrap("a bb ccc dddddddddddddddd e", width: width, scale: 2)
      #expect(lines.joined().filter { $0 != " " } == "abbcccdddddddddddddddde")
      #expect(lines.allSatisfy { PictureText.width(of: $0, scale: 2) <= max(width, 10) })
    }
    #expect(PictureText.wrap("", width: 100, scale: 1).isEmpty)
  }
}
