import SqueezeNet
import Testing

@testable import Images

/// The rows of a decoder that holds 12 MB a pixel: so a few pixels are too many.
@Suite("Photos that are made smaller while they are decoded") struct PhotoRowsTests {
  private static func decode(_ rows: [[UInt8]], _ orientation: Orientation) throws -> DecodedImage {
    try PhotoDecoder.decode([0], format: .png, orientation: orientation, for: nil) { photo in
      guard let photo else { return }
      photo.pointee.width = UInt32(rows[0].count)
      photo.pointee.height = 3
      photo.pointee.bytes_per_pixel = 12 << 20
      guard photo.pointee.begin(photo) != 0 else { return }
      for row in rows {
        photo.pointee.row(photo, row.flatMap { [$0, $0, 255 - $0] })
        photo.pointee.rows += 1
      }
    }
  }

  /// Means of 2 × 2 pixels, of fewer at the right and at the bottom; halves are rounded up.
  @Test func meansOfSquares() throws {
    let rows: [[UInt8]] = [[0, 1, 2, 3, 255], [1, 1, 3, 5, 252], [9, 10, 0, 3, 7]]
    let photo = try Self.decode(rows, .upright)
    #expect(photo.fullWidth == 5 && photo.fullHeight == 3 && photo.scaleDenominator == 2)
    #expect(photo.width == 3 && photo.height == 2 && photo.damage == nil)
    let firsts = stride(from: 0, to: photo.pixels.count, by: 3).map { photo.pixels[$0] }
    #expect(firsts == [1, 3, 254, 10, 2, 7])
    let thirds = stride(from: 2, to: photo.pixels.count, by: 3).map { photo.pixels[$0] }
    #expect(thirds == [254, 252, 2, 246, 254, 248])
    let turned = try Self.decode(rows, .rotated180)
    #expect(turned.pixels.chunks == photo.pixels.chunks.reversed())
    #expect(turned.leftPadding == 1 && turned.topPadding == 1)
  }

  /// The rows that came are there, also those that wait for more.
  @Test func rowsThatAreMissing() throws {
    let photo = try Self.decode([[8, 8, 8, 8, 8]], .upright)
    #expect(
      photo.pixels.chunks == [[8, 8, 247], [8, 8, 247], [8, 8, 247]]
        + Array(repeating: [255, 255, 255], count: 3))
  }
}

extension [UInt8] {
  fileprivate var chunks: [[UInt8]] {
    stride(from: 0, to: count, by: 3).map { Array(self[$0..<$0 + 3]) }
  }
}
