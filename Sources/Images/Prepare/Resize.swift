/// Antialiased resize of RGB8 pixels: columns first, then rows, with 8 bits in between.
enum Resize {
  /// - Parameters:
  ///   - pixels: height × width × 3.
  ///   - x, y: Tables whose sources start at column `left` and row `top`.
  /// - Returns: target height × target width × 3.
  static func pixels(
    _ pixels: [UInt8], width: Int, left: Int, top: Int, rows: Int, x: ResampleTable,
    y: ResampleTable
  ) -> [UInt8] {
    let narrow = horizontal(pixels, width: width, left: left, top: top, rows: rows, table: x)
    return vertical(narrow, rowLength: x.first.count * 3, table: y)
  }

  private static func horizontal(
    _ pixels: [UInt8], width: Int, left: Int, top: Int, rows: Int, table: ResampleTable
  ) -> [UInt8] {
    let targetWidth = table.first.count
    return [UInt8](unsafeUninitializedCapacity: rows * targetWidth * 3) { target, filled in
      pixels.withUnsafeBufferPointer { source in
        table.weights.withUnsafeBufferPointer { weights in
          var to = 0
          for row in 0..<rows {
            let start = ((top + row) * width + left) * 3
            for column in 0..<targetWidth {
              var from = start + table.first[column] * 3
              var (red, green, blue) = (half, half, half)
              for tap in (column * table.stride)..<(column * table.stride + table.taps[column]) {
                let weight = weights[tap]
                red &+= weight &* Int32(source[from])
                green &+= weight &* Int32(source[from + 1])
                blue &+= weight &* Int32(source[from + 2])
                from += 3
              }
              target[to] = level(red)
              target[to + 1] = level(green)
              target[to + 2] = level(blue)
              to += 3
            }
          }
        }
      }
      filled = rows * targetWidth * 3
    }
  }

  private static func vertical(_ pixels: [UInt8], rowLength: Int, table: ResampleTable) -> [UInt8] {
    let targetHeight = table.first.count
    var sums = [Int32](repeating: half, count: rowLength)
    return [UInt8](unsafeUninitializedCapacity: targetHeight * rowLength) { target, filled in
      pixels.withUnsafeBufferPointer { source in
        sums.withUnsafeMutableBufferPointer { sums in
          for row in 0..<targetHeight {
            sums.update(repeating: half)
            for tap in 0..<table.taps[row] {
              let weight = table.weights[row * table.stride + tap]
              let from = (table.first[row] + tap) * rowLength
              for index in 0..<rowLength { sums[index] &+= weight &* Int32(source[from + index]) }
            }
            for index in 0..<rowLength { target[row * rowLength + index] = level(sums[index]) }
          }
        }
      }
      filled = targetHeight * rowLength
    }
  }

  private static let half: Int32 = 1 << (ResampleTable.fractionBits - 1)

  @inline(__always)
  private static func level(_ sum: Int32) -> UInt8 {
    UInt8(clamping: sum >> ResampleTable.fractionBits)
  }
}
