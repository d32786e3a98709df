/// The turn that makes the stored pixels stand upright: the eight values of EXIF tag 0x0112.
enum Orientation: Int, Hashable, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case rotated180 = 3
  case flipped = 4
  case transposed = 5
  case rotated90Clockwise = 6
  case transversed = 7
  case rotated90Counterclockwise = 8

  /// Rows become columns.
  var swapsSides: Bool { rawValue >= 5 }
  /// The stored column that counts from the right.
  private var flipsX: Bool { [2, 3, 7, 8].contains(rawValue) }
  /// The stored row that counts from the bottom.
  private var flipsY: Bool { [3, 4, 6, 7].contains(rawValue) }
  /// The left edge of the upright photo is the right or bottom edge of the stored one.
  var reversesX: Bool { swapsSides ? flipsY : flipsX }
  /// The top edge of the upright photo is the right or bottom edge of the stored one.
  var reversesY: Bool { swapsSides ? flipsX : flipsY }

  /// - Parameter pixels: RGB8 rows, stored height × stored width × 3.
  /// - Returns: The upright pixels; of the other size when `swapsSides`.
  func apply(to pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    if self == .upright { return pixels }
    let uprightWidth = swapsSides ? height : width
    let uprightHeight = swapsSides ? width : height
    // Offsets in the stored pixels of one step in stored x and y, then in upright x and y.
    let stepX = (flipsX ? -1 : 1) * 3
    let stepY = (flipsY ? -1 : 1) * width * 3
    let start = (flipsX ? (width - 1) * 3 : 0) + (flipsY ? (height - 1) * width * 3 : 0)
    let columnStep = swapsSides ? stepY : stepX
    let rowStep = swapsSides ? stepX : stepY
    return [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
      pixels.withUnsafeBufferPointer { source in
        var to = 0
        for y in 0..<uprightHeight {
          var from = start + y * rowStep
          for _ in 0..<uprightWidth {
            target[to] = source[from]
            target[to + 1] = source[from + 1]
            target[to + 2] = source[from + 2]
            to += 3
            from += columnStep
          }
        }
      }
      count = pixels.count
    }
  }
}
