import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Transforms a block of tiles: Bᵀ d B for every channel.
///
/// - Parameters:
///   - tiles: in the order of rows; the first of them is the block's first.
///   - blockTiles: tiles that the block has room for.
///   - transformed: [36][blockTiles][depthStride].
public func winogradTransform(
  _ layer: WinogradArguments, tiles: Range<Int>, blockTiles: Int,
  transformed: UnsafeMutablePointer<Float>
) {
  withUnsafeTemporaryAllocation(of: Vector.self, capacity: 36) { buffer in
    guard let rows = buffer.baseAddress else { return }
    let position = WinogradArguments.positionStride(
      blockTiles: blockTiles, tileStride: layer.depthStride)
    transform(layer, tiles, position, transformed, rows)
  }
}

/// - Parameters:
///   - position: floats from one of the 36 positions to the next.
///   - rows: memory for Bᵀ d, [6][6].
@inline(never)
private func transform(
  _ layer: WinogradArguments, _ tiles: Range<Int>, _ position: Int,
  _ transformed: UnsafeMutablePointer<Float>, _ rows: UnsafeMutablePointer<Vector>
) {
  var output = transformed
  var row = tiles.lowerBound / layer.tileColumns
  var column = tiles.lowerBound - row * layer.tileColumns
  var left = tiles.count
  while left > 0 {
    let input =
      layer.input
      + layer.tileSide * (row * layer.inputRowStride + column * layer.inputPixelStride)
    var channel = 0
    while channel < layer.depthStride {
      if layer.inputPhaseStride == 0 {
        columns(layer, input + channel, nil, rows)
        store(rows, output + channel, position, halves: false)
      } else {
        let half = input + (channel / 8 * layer.inputPhaseStride + channel % 8)
        columns(layer, half, half + layer.inputPhaseStride, rows)
        // Of the 8 floats of a row 6 are inputs: the second row's follow those of the first.
        store(rows, output + (channel - channel / 8 * 2), position, halves: true)
      }
      channel += Vector.scalarCount
    }
    output += layer.depthStride
    column += 1
    if column == layer.tileColumns {
      column = 0
      row += 1
    }
    left -= 1
  }
}

/// Bᵀ d, column by column.
///
/// - Parameter other: the source of the upper half of a vector of 16, when that is not `input`.
@inline(__always)
private func columns(
  _ layer: WinogradArguments, _ input: UnsafePointer<Float>, _ other: UnsafePointer<Float>?,
  _ rows: UnsafeMutablePointer<Vector>
) {
  let row = layer.inputRowStride
  var place = 0
  var x = 0
  while x < 6 {
    let d = transform(
      load(input, other, place), load(input, other, place + row),
      load(input, other, place + 2 * row), load(input, other, place + 3 * row),
      load(input, other, place + 4 * row), load(input, other, place + 5 * row))
    rows[x] = d.0
    rows[6 + x] = d.1
    rows[12 + x] = d.2
    rows[18 + x] = d.3
    rows[24 + x] = d.4
    rows[30 + x] = d.5
    place += layer.inputPixelStride
    x += 1
  }
}

/// (Bᵀ d) B, row by row.
@inline(__always)
private func store(
  _ rows: UnsafePointer<Vector>, _ output: UnsafeMutablePointer<Float>, _ position: Int,
  halves: Bool
) {
  var row = rows
  var target = output
  var y = 0
  while y < 6 {
    let d = transform(row[0], row[1], row[2], row[3], row[4], row[5])
    store(d.0, target, halves)
    store(d.1, target + position, halves)
    store(d.2, target + 2 * position, halves)
    store(d.3, target + 3 * position, halves)
    store(d.4, target + 4 * position, halves)
    store(d.5, target + 5 * position, halves)
    row += 6
    target += 6 * position
    y += 1
  }
}

/// Bᵀ d along one axis, with a = √½ and b = √2:
///
///     1   0  −5/2  0   1   0
///     0  −b  −2    a   1   0
///     0   b  −2   −a   1   0
///     0  −a  −½    b   1   0
///     0   a  −½   −b   1   0
///     0   1   0  −5/2  0   1
@inline(__always)
private func transform(
  _ d0: Vector, _ d1: Vector, _ d2: Vector, _ d3: Vector, _ d4: Vector, _ d5: Vector
) -> (Vector, Vector, Vector, Vector, Vector, Vector) {
  let a = Vector(repeating: 0.707_106_781_186_547_5)
  let b = Vector(repeating: 1.414_213_562_373_095)
  let evenA = minus(d4, 2, d2)
  let oddA = minus(a * d3, b, d1)
  let evenB = minus(d4, 0.5, d2)
  let oddB = minus(b * d3, a, d1)
  return (
    minus(d0, 2.5, d2) + d4, evenA + oddA, evenA - oddA, evenB + oddB, evenB - oddB,
    minus(d1, 2.5, d3) + d5
  )
}

/// c − factor · x, rounded once where the processor can.
@inline(__always)
private func minus(_ c: Vector, _ factor: Float, _ x: Vector) -> Vector {
  minus(c, Vector(repeating: factor), x)
}

@inline(__always)
private func minus(_ c: Vector, _ factor: Vector, _ x: Vector) -> Vector {
  #if SQZ_AVX2 || SQZ_AVX512 || arch(arm64)
    c.addingProduct(-factor, x)
  #else
    c - factor * x
  #endif
}

@inline(__always)
private func load(
  _ address: UnsafePointer<Float>, _ other: UnsafePointer<Float>?, _ offset: Int
) -> Vector {
  #if SQZ_AVX512
    if let other {
      return Vector(
        lowHalf: UnsafeRawPointer(address + offset).loadUnaligned(as: SIMD8<Float>.self),
        highHalf: UnsafeRawPointer(other + offset).loadUnaligned(as: SIMD8<Float>.self))
    }
  #endif
  return UnsafeRawPointer(address + offset).loadUnaligned(as: Vector.self)
}

/// - Parameter halves: the upper half of 16 goes two floats before its place, over what is unused
///   of the lower.
@inline(__always)
private func store(_ value: Vector, _ address: UnsafeMutablePointer<Float>, _ halves: Bool) {
  #if SQZ_AVX512
    if halves {
      UnsafeMutableRawPointer(address).storeBytes(of: value.lowHalf, as: SIMD8<Float>.self)
      UnsafeMutableRawPointer(address + 6).storeBytes(of: value.highHalf, as: SIMD8<Float>.self)
      return
    }
  #endif
  UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}
