import TestSupport
import Testing

@testable import Images

/// An interlaced PNG (Adam7) that is cut off: each pixel shows what the passes so far say of it.
@Suite("Interlaced pictures that are cut off") struct InterlacedTests {
  /// After the PNG specification: the first column and row of each pass, its steps, and the block
  /// that one of its pixels stands for until others come.
  private static let passes: [(x: Int, y: Int, dx: Int, dy: Int, width: Int, height: Int)] = [
    (0, 0, 8, 8, 8, 8), (4, 0, 8, 8, 4, 8), (0, 4, 4, 8, 4, 4),
    (2, 0, 4, 4, 2, 4), (0, 2, 2, 4, 2, 2), (1, 0, 2, 2, 1, 2), (0, 1, 1, 2, 1, 1),
  ]
  private static let side = 16

  private static func level(_ x: Int, _ y: Int) -> UInt8 { UInt8(y * side + x) }

  /// The rows of a pass, each with its filter (none).
  private static func rows(_ pass: Int) -> [UInt8] {
    let pass = passes[pass]
    return stride(from: pass.y, to: side, by: pass.dy).flatMap { y in
      [0] + stride(from: pass.x, to: side, by: pass.dx).map { level($0, y) }
    }
  }

  @Test(arguments: 1...7) func theBlocksOfEachPass(_ count: Int) throws {
    // One stored block of all passes, in a chunk each; the last ones are missing.
    let all = (0..<7).map { Self.rows($0).count }.reduce(0, +)
    let stored =
      [0x78, 1, 1] + [all & 255, all >> 8, ~all & 255, ~all >> 8 & 255].map { UInt8($0) }
    let size = HostileFiles.bigEndian(UInt32(Self.side))
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += HostileFiles.chunk("IHDR", size + size + [8, 0, 0, 0, 1])
    for pass in 0..<count {
      file += HostileFiles.chunk("IDAT", (pass == 0 ? stored : []) + Self.rows(pass))
    }
    let photo = try ImageFile.decode(file)
    #expect(photo.damage == (count == 7 ? nil : .truncated))
    var expected = [UInt8](repeating: 255, count: Self.side * Self.side)
    for pass in Self.passes.prefix(count) {
      for top in stride(from: pass.y, to: Self.side, by: pass.dy) {
        for left in stride(from: pass.x, to: Self.side, by: pass.dx) {
          for y in top..<top + pass.height {
            for x in left..<left + pass.width {
              expected[y * Self.side + x] = Self.level(left, top)
            }
          }
        }
      }
    }
    #expect(stride(from: 0, to: photo.pixels.count, by: 3).map { photo.pixels[$0] } == expected)
  }
}
