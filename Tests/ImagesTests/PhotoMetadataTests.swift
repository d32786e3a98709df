import Testing

@testable import Images

@Suite("What a file says of itself") struct PhotoMetadataTests {
  /// A TIFF directory of nothing but an orientation.
  private static func tiff(_ orientation: UInt8) -> [UInt8] {
    [
      0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0,
      0,
    ]
  }

  /// RIFF: a chunk of an odd length has a byte behind it that its length does not count.
  @Test(arguments: 0...5) func chunksOfAnyLength(_ length: Int) {
    func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
      let size = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: body.count >> $0) }
      return Array(name.utf8) + size + body + (body.count % 2 == 1 ? [0] : [])
    }
    let chunks = [
      ("VP8X", [UInt8](repeating: 0, count: 10)), ("ALPH", [UInt8](repeating: 7, count: length)),
      ("EXIF", Self.tiff(6)), ("EXIF", Self.tiff(3)),
    ]
    let bytes = Array("RIFF\0\0\0\0WEBP".utf8) + chunks.flatMap { chunk($0.0, $0.1) }
    let found = WebPChunks(bytes).map { ($0.name, Array($0.body)) }
    #expect(found.map(\.0) == chunks.map(\.0) && found.map(\.1) == chunks.map(\.1))
    #expect(Orientation(PhotoMetadata(bytes, .webp)) == .rotated90Clockwise, "the first counts")
  }
}
