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
  let panelWidth = layer.panelVectors * Vector.scalarCount
  let channel = panel * panelWidth
  let lanes = min(panelWidth, layer.channels - channel)
  let side = layer.tileSide
  var tile = tiles.lowerBound
  while tile < tiles.upperBound {
    let row = tile / layer.tileColumns
    let column = tile - row * layer.tileColumns
    let output =
      layer.output
      + (side * (row * layer.outputRowStride + column * layer.outputPixelStride) + channel)
    let height = min(side, layer.outputHeight - side * row)
    let width = min(side, layer.outputWidth - side * column)
    var lane = 0
    while lane < lanes {
      let bias = UnsafeRawPointer(layer.bias + (channel + lane)).loadUnaligned(as: Vector.self)
      let first = sums + ((tile - tiles.lowerBound) * panelWidth + lane)
      if side == 4 {
        outputTile(
          layer, first, blockTiles * panelWidth, output + lane, height, width, bias, false)
      } else {
        outputTile(
          layer, first, blockTiles * panelWidth, output + lane, height, width, bias, true)
      }
      lane += Vector.scalarCount
    }
    tile += 1
  }
}

/// - Parameter isSmall: tiles of 3×3 instead of 4×4.
@inline(__always)
private func outputTile(
  _ layer: WinogradArguments, _ sums: UnsafePointer<Float>, _ position: Int,
  _ output: UnsafeMutablePointer<Float>, _ height: Int, _ width: Int, _ bias: Vector,
  _ isSmall: Bool
) {
  var rows = InlineArray<24, Vector>(repeating: .zero)
  for x in 0..<6 {
    let column = sums + x * position
    let m = inverse(
      load(column), load(column + 6 * position), load(column + 12 * position),
      load(column + 18 * position), load(column + 24 * position), load(column + 30 * position),
      isSmall)
    rows[x] = m.0
    rows[6 + x] = m.1
    rows[12 + x] = m.2
    rows[18 + x] = m.3
  }
  for y in 0..<(isSmall ? 3 : 4) {
    if y >= height { return }
    let m = inverse(
      rows[6 * y], rows[6 * y + 1], rows[6 * y + 2], rows[6 * y + 3], rows[6 * y + 4],
      rows[6 * y + 5], isSmall)
    let pixel = output + y * layer.outputRowStride
    store(activated(m.0 + bias, layer.relu), pixel)
    if width > 1 { store(activated(m.1 + bias, layer.relu), pixel + layer.outputPixelStride) }
    if width > 2 { store(activated(m.2 + bias, layer.relu), pixel + 2 * layer.outputPixelStride) }
    if width > 3 { store(activated(m.3 + bias, layer.relu), pixel + 3 * layer.outputPixelStride) }
  }
}

/// Aᵀ m along one axis, with a = √½ and b = √2, for tiles of 4 and of 3:
///
///     1   1    1    1    1   0         1   1    1    1    1   0
///     0   a   −a    b   −b   0         0   a   −a    b   −b   0
///     0   ½    ½    2    2   0         0   ½    ½    2    2   1
///     0  a/2 −a/2  2b  −2b   1
@inline(__always)
private func inverse(
  _ m0: Vector, _ m1: Vector, _ m2: Vector, _ m3: Vector, _ m4: Vector, _ m5: Vector,
  _ isSmall: Bool
) -> (Vector, Vector, Vector, Vector) {
  let evenA = m1 + m2
  let oddA = Vector(repeating: 0.707_106_781_186_547_5) * (m1 - m2)
  let evenB = m3 + m4
  let oddB = Vector(repeating: 1.414_213_562_373_095) * (m3 - m4)
  let half = Vector(repeating: 0.5)
  let two = Vector(repeating: 2)
  let first = m0 + evenA + evenB
  if isSmall { return (first, oddA + oddB, half * evenA + two * evenB + m5, .zero) }
  return (first, oddA + oddB, half * evenA + two * evenB, half * oddA + two * oddB + m5)
}

@inline(__always)
private func load(_ address: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(address).loadUnaligned(as: Vector.self)
}

@inline(__always)
private func store(_ value: Vector, _ address: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}

/// `replacing` becomes one maximum instruction; `pointwiseMax` would be a call.
@inline(__always)
private func activated(_ value: Vector, _ relu: Bool) -> Vector {
  relu ? value.replacing(with: 0, where: value .< 0) : value
}
