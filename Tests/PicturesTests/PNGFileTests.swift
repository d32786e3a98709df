import Foundation
import Heatmaps
import Images
import TestSupport
import Testing

@testable import Pictures

/// What is written as PNG, read by our own decoder and, where it is there, by Pillow.
@Suite struct PNGFileTests {
  private static let hasPillow = Python.has("PIL.Image")

  /// Red tells the column, green the row.
  private static func gradient(_ width: Int, _ height: Int) throws -> Picture {
    var picture = try Picture(width: width, height: height, fill: RGB(hex: 0xFFFFFF))
    for y in 0..<height {
      for x in 0..<width {
        picture.fill(
          x: x, y: y, width: 1, height: 1,
          RGB(red: UInt8(x % 256), green: UInt8(y % 256), blue: UInt8((x * y) % 251)))
      }
    }
    return picture
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (257, 129)])
  func comesBackAsItWas(_ width: Int, _ height: Int) throws {
    let picture = try Self.gradient(width, height)
    let bytes = try PNGFile.encode(picture)
    #expect(bytes == (try PNGFile.encode(picture)), "the same bytes for the same picture")
    let decoded = try ImageFile.decode(bytes)
    #expect(decoded.format == .png && decoded.damage == nil)
    #expect(decoded.width == width && decoded.height == height)
    #expect(decoded.pixels == picture.pixels)
  }

  @Test(.enabled(if: hasPillow, "python3 has no Pillow here")) func pillowReadsItAndItsText() throws
  {
    let bytes = try PNGFile.encode(
      try Self.gradient(40, 30),
      text: [(keyword: "Title", text: "fire2 of café"), (keyword: "Software", text: "→")])
    let check = """
      import sys
      from PIL import Image
      image = Image.open(sys.argv[1])
      image.load()
      assert image.mode == "RGB" and image.size == (40, 30), image
      assert image.getpixel((39, 29)) == (39, 29, 39 * 29 % 251), image.getpixel((39, 29))
      assert image.info["Title"] == "fire2 of caf\\u00e9" and image.info["Software"] == "?"
      assert "srgb" in image.info
      """
    try TemporaryFolder.use { folder in
      let path = try folder.write(bytes, "picture.png")
      #expect(try Python.run(["-c", check, path]) == 0)
    }
  }

  /// The same without Pillow, after the PNG specification: text is Latin-1, colours are sRGB.
  @Test func chunksAndText() throws {
    let bytes = try PNGFile.encode(
      try Self.gradient(40, 30),
      text: [(keyword: "Title", text: "fire2 of café"), (keyword: "Software", text: "→")])
    var chunks: [(name: String, body: [UInt8])] = []
    var place = 8
    while place + 8 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 8 + length
      try #require(end + 4 <= bytes.count)
      let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      chunks.append((name, Array(bytes[place + 8..<end])))
      place = end + 4
    }
    #expect(chunks.map(\.name).filter { $0 != "IDAT" } == ["IHDR", "sRGB", "tEXt", "tEXt", "IEND"])
    #expect(chunks.first?.body == [0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0])
    let texts = chunks.filter { $0.name == "tEXt" }.map(\.body)
    #expect(texts == [Array("Title\0fire2 of caf".utf8) + [0xE9], Array("Software\0?".utf8)])
  }

  @Test func whatCannotBeAPictureIsAnError() {
    for (width, height) in [(0, 5), (5, 0), (-1, 5), (.max, 2), (100_000, 100_000)] {
      #expect(throws: PictureError.size(width: width, height: height)) {
        try Picture(width: width, height: height, fill: RGB(hex: 0))
      }
    }
  }
}
