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
        transformTile(
          layer, input + channel, nil, output + channel, blockTiles * layer.depthStride)
      } else {
        let half = input + (channel / 8 * layer.inputPhaseStride + channel % 8)
        transformTile(
          layer, half, half + layer.inputPhaseStride, output + channel,
          blockTiles * layer.depthStride)
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

/// - Parameter other: where the upper half of a vector of 16 comes from, when not from `input`.
@inline(__always)
private func transformTile(
  _ layer: WinogradArguments, _ input: UnsafePointer<Float>, _ other: UnsafePointer<Float>?,
  _ output: UnsafeMutablePointer<Float>, _ position: Int
) {
  var columns = InlineArray<36, Vector>(repeating: .zero)
  for x in 0..<6 {
    let place = x * layer.inputPixelStride
    let row = layer.inputRowStride
    let d = transform(
      load(input, other, place), load(input, other, place + row),
      load(input, other, place + 2 * row), load(input, other, place + 3 * row),
      load(input, other, place + 4 * row), load(input, other, place + 5 * row))
    columns[x] = d.0
    columns[6 + x] = d.1
    columns[12 + x] = d.2
    columns[18 + x] = d.3
    columns[24 + x] = d.4
    columns[30 + x] = d.5
  }
  for y in 0..<6 {
    let d = transform(
      columns[6 * y], columns[6 * y + 1], columns[6 * y + 2], columns[6 * y + 3],
      columns[6 * y + 4], columns[6 * y + 5])
    let target = output + 6 * y * position
    store(d.0, target)
    store(d.1, target + position)
    store(d.2, target + 2 * position)
    store(d.3, target + 3 * position)
    store(d.4, target + 4 * position)
    store(d.5, target + 5 * position)
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
  let evenA = d4 - Vector(repeating: 2) * d2
  let oddA = a * d3 - b * d1
  let evenB = d4 - Vector(repeating: 0.5) * d2
  let oddB = b * d3 - a * d1
  let middle = Vector(repeating: 2.5)
  return (
    d0 - middle * d2 + d4, evenA + oddA, evenA - oddA, evenB + oddB, evenB - oddB,
    d1 - middle * d3 + d5
  )
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

@inline(__always)
private func store(_ value: Vector, _ address: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}
