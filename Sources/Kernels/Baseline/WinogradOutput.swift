import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Turns a block's sums into output pixels: Aᵀ m A, bias, activation.
///
/// - Parameters:
///   - tiles: in the order of rows; the first of them is the block's first.
///   - sums: [36][blockTiles][panel width].
public func winogradOutput(
  _ layer: WinogradArguments, tiles: Range<Int>, blockTiles: Int, panel: Int,
  sums: UnsafePointer<Float>
) {
  withUnsafeTemporaryAllocation(of: Vector.self, capacity: 24) { buffer in
    guard let rows = buffer.baseAddress else { return }
    let panelWidth = layer.panelVectors * Vector.scalarCount
    let block = Block(
      tiles: tiles,
      position: WinogradArguments.positionStride(blockTiles: blockTiles, tileStride: panelWidth),
      panelWidth: panelWidth,
      channel: panel * panelWidth,
      lanes: min(panelWidth, layer.channels - panel * panelWidth))
    if layer.tileSide == 4 {
      Inverse<4>.run(layer, block, sums, rows)
    } else {
      Inverse<3>.run(layer, block, sums, rows)
    }
  }
}

private struct Block {
  let tiles: Range<Int>
  /// Floats from one of the 36 positions to the next.
  let position: Int
  let panelWidth: Int
  let channel: Int
  let lanes: Int
}

/// Aᵀ m A for tiles of 4 or 3 pixels a side.
private enum Inverse<let side: Int> {
  /// - Parameter rows: memory for Aᵀ m, [side][6]; kept in memory because 24 vectors and what it
  ///   takes to compute them are more than the registers hold.
  @inline(never)
  static func run(
    _ layer: WinogradArguments, _ block: Block, _ sums: UnsafePointer<Float>,
    _ rows: UnsafeMutablePointer<Vector>
  ) {
    var row = block.tiles.lowerBound / layer.tileColumns
    var column = block.tiles.lowerBound - row * layer.tileColumns
    var sums = sums
    var left = block.tiles.count
    while left > 0 {
      let output =
        layer.output
        + (side * (row * layer.outputRowStride + column * layer.outputPixelStride) + block.channel)
      let height = min(side, layer.outputHeight - side * row)
      let width = min(side, layer.outputWidth - side * column)
      var lane = 0
      while lane < block.lanes {
        columns(sums + lane, block.position, rows)
        let bias = load(layer.bias + (block.channel + lane))
        var pixel = output + lane
        var next = UnsafePointer(rows)
        var y = 0
        while y < height {
          store(layer, next, bias, pixel, width)
          next += 6
          pixel += layer.outputRowStride
          y += 1
        }
        lane += Vector.scalarCount
      }
      sums += block.panelWidth
      column += 1
      if column == layer.tileColumns {
        column = 0
        row += 1
      }
      left -= 1
    }
  }

  /// Aᵀ m, column by column.
  @inline(__always)
  private static func columns(
    _ sums: UnsafePointer<Float>, _ position: Int, _ rows: UnsafeMutablePointer<Vector>
  ) {
    var column = sums
    var x = 0
    while x < 6 {
      let m0 = load(column)
      let m1 = load(column + 6 * position)
      let m2 = load(column + 12 * position)
      let m3 = load(column + 18 * position)
      let m4 = load(column + 24 * position)
      let m5 = load(column + 30 * position)
      let m = inverse(m0, m1, m2, m3, m4, m5)
      rows[x] = m.0
      rows[6 + x] = m.1
      rows[12 + x] = m.2
      if side == 4 { rows[18 + x] = m.3 }
      column += position
      x += 1
    }
  }

  /// One row of output pixels, as far as the output reaches.
  @inline(__always)
  private static func store(
    _ layer: WinogradArguments, _ row: UnsafePointer<Vector>, _ bias: Vector,
    _ pixel: UnsafeMutablePointer<Float>, _ width: Int
  ) {
    let m = inverse(row[0], row[1], row[2], row[3], row[4], row[5])
    let next = layer.outputPixelStride
    write(activated(m.0 + bias, layer.relu), pixel)
    if width > 1 { write(activated(m.1 + bias, layer.relu), pixel + next) }
    if width > 2 { write(activated(m.2 + bias, layer.relu), pixel + 2 * next) }
    if side == 4, width > 3 {
      write(activated(m.3 + bias, layer.relu), pixel + 3 * next)
    }
  }

  /// Aᵀ m along one axis, with a = √½ and b = √2, for tiles of 4 and of 3:
  ///
  ///     1   1    1    1    1   0         1   1    1    1    1   0
  ///     0   a   −a    b   −b   0         0   a   −a    b   −b   0
  ///     0   ½    ½    2    2   0         0   ½    ½    2    2   1
  ///     0  a/2 −a/2  2b  −2b   1
  @inline(__always)
  private static func inverse(
    _ m0: Vector, _ m1: Vector, _ m2: Vector, _ m3: Vector, _ m4: Vector, _ m5: Vector
  ) -> (Vector, Vector, Vector, Vector) {
    let evenA = m1 + m2
    let oddA = m1 - m2
    let evenB = m3 + m4
    let oddB = m3 - m4
    let b = Vector(repeating: 1.414_213_562_373_095)
    let first = m0 + evenA + evenB
    let second = plus(b * oddB, 0.707_106_781_186_547_5, oddA)
    let two = Vector(repeating: 2)
    guard side == 4 else {
      return (first, second, plus(plus(m5, 0.5, evenA), 2, evenB), .zero)
    }
    let third = plus(two * evenB, 0.5, evenA)
    let fourth = plus(plus(m5, 0.353_553_390_593_273_8, oddA), 2.828_427_124_746_19, oddB)
    return (first, second, third, fourth)
  }
}

/// c + factor · x, rounded once where the processor can.
@inline(__always)
private func plus(_ c: Vector, _ factor: Float, _ x: Vector) -> Vector {
  #if SQZ_AVX2 || SQZ_AVX512 || arch(arm64)
    c.addingProduct(Vector(repeating: factor), x)
  #else
    c + Vector(repeating: factor) * x
  #endif
}

@inline(__always)
private func load(_ address: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(address).loadUnaligned(as: Vector.self)
}

@inline(__always)
private func write(_ value: Vector, _ address: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}

/// `replacing` becomes one maximum instruction; `pointwiseMax` would be a call.
@inline(__always)
private func activated(_ value: Vector, _ relu: Bool) -> Vector {
  relu ? value.replacing(with: 0, where: value .< 0) : value
}
