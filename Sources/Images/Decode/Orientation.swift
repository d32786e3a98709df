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

  /// The offsets of stored pixels in upright RGB8 rows: of the first, and from each to the next in
  /// its row and in its column.
  ///
  /// - Parameters:
  ///   - width, height: Of the stored pixels.
  func steps(width: Int, height: Int) -> (start: Int, column: Int, row: Int) {
    let acrossX = swapsSides ? height * 3 : 3
    let acrossY = swapsSides ? 3 : width * 3
    return (
      (flipsX ? (width - 1) * acrossX : 0) + (flipsY ? (height - 1) * acrossY : 0),
      flipsX ? -acrossX : acrossX, flipsY ? -acrossY : acrossY
    )
  }
}
