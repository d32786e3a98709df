import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
  private typealias TileRows = InlineArray<8, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<8, Vector>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
  private typealias TileRows = InlineArray<6, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<6, Vector>
#else
  private typealias Vector = SIMD4<Float>
  private typealias TileRows = InlineArray<6, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<6, Vector>
#endif

/// Multiplies some transformed tiles with one panel of weights, at all 36 positions.
///
/// - Parameters:
///   - lanes: channels of this panel, one or two vectors.
///   - sums: [36][blockTiles][lanes], blockTiles at least the count of `tiles`.
public func winogradProduct(
  _ layer: WinogradArguments, tiles: Range<Int>, channel: Int, lanes: Int,
  sums: UnsafeMutablePointer<Float>, blockTiles: Int
) {
  let allTiles = layer.tileRows * layer.tileColumns
  let depth = layer.inputChannels
  var position = 0
  while position < 36 {
    let input = layer.transformed + position * allTiles * depth
    let weights = layer.weights + (36 * channel + position * lanes) * depth
    let output = sums + position * blockTiles * lanes
    var tile = tiles.lowerBound
    while tile < tiles.upperBound {
      if lanes == Vector.scalarCount {
        oneVector(input, weights, output, tile, tiles, depth)
      } else {
        twoVectors(input, weights, output, tile, tiles, depth)
      }
      tile += TileRows.count
    }
    position += 1
  }
}

@inline(__always)
private func twoVectors(
  _ input: UnsafePointer<Float>, _ panel: UnsafePointer<Float>,
  _ output: UnsafeMutablePointer<Float>, _ first: Int, _ tiles: Range<Int>, _ depth: Int
) {
  let rows = TileRows { row in input + min(first + row, tiles.upperBound - 1) * depth }
  var left = Accumulators(repeating: .zero)
  var right = Accumulators(repeating: .zero)
  var weights = panel
  var k = 0
  while k < depth {
    let b0 = load(weights)
    let b1 = load(weights + Vector.scalarCount)
    weights += 2 * Vector.scalarCount
    for row in 0..<TileRows.count {
      let a = Vector(repeating: rows[row][k])
      left[row] = multiplyAdd(a, b0, left[row])
      right[row] = multiplyAdd(a, b1, right[row])
    }
    k += 1
  }
  for row in 0..<TileRows.count {
    let tile = min(first + row, tiles.upperBound - 1) - tiles.lowerBound
    let target = output + tile * 2 * Vector.scalarCount
    store(left[row], target)
    store(right[row], target + Vector.scalarCount)
  }
}

@inline(__always)
private func oneVector(
  _ input: UnsafePointer<Float>, _ panel: UnsafePointer<Float>,
  _ output: UnsafeMutablePointer<Float>, _ first: Int, _ tiles: Range<Int>, _ depth: Int
) {
  let rows = TileRows { row in input + min(first + row, tiles.upperBound - 1) * depth }
  var sums = Accumulators(repeating: .zero)
  var weights = panel
  var k = 0
  while k < depth {
    let b = load(weights)
    weights += Vector.scalarCount
    for row in 0..<TileRows.count {
      sums[row] = multiplyAdd(Vector(repeating: rows[row][k]), b, sums[row])
    }
    k += 1
  }
  for row in 0..<TileRows.count {
    let tile = min(first + row, tiles.upperBound - 1) - tiles.lowerBound
    store(sums[row], output + tile * Vector.scalarCount)
  }
}

@inline(__always)
private func load(_ address: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(address).loadUnaligned(as: Vector.self)
}

@inline(__always)
private func store(_ value: Vector, _ address: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}

/// Without an FMA instruction `addingProduct` would be a library call for every lane.
@inline(__always)
private func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  #if SQZ_AVX2 || SQZ_AVX512 || arch(arm64)
    c.addingProduct(a, b)
  #else
    a * b + c
  #endif
}
