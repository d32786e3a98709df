import CCPU
import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Multiplies a block of transformed tiles with one panel of weights, at all 36 positions.
///
/// A kernel of its own beside `convolve`: sums over 12 to 64 inputs are too short to pay for what
/// that looks up for each tile of registers.
///
/// - Parameters:
///   - tiles: tiles of the block that are there.
///   - blockTiles: tiles that it has room for.
///   - transformed: [36][blockTiles][depthStride].
///   - sums: [36][blockTiles][panel width].
public func winogradProduct(
  _ layer: WinogradArguments, tiles: Int, blockTiles: Int, panel: Int,
  transformed: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>
) {
  let width = layer.panelVectors * Vector.scalarCount
  let channel = panel * width
  let lanes = min(width, layer.channels - channel)
  let product = Product(
    tiles: tiles, depth: layer.depth, depthStride: layer.depthStride,
    inputPosition: WinogradArguments.positionStride(
      blockTiles: blockTiles, tileStride: layer.depthStride),
    weightPosition: layer.depth * lanes, sumStride: width,
    sumPosition: WinogradArguments.positionStride(blockTiles: blockTiles, tileStride: width))
  let weights = layer.weights + 36 * channel * layer.depth
  if layer.fetchesAhead {
    table(product, transformed, weights, sums, lanes, Fetch<2>.self)
  } else {
    table(product, transformed, weights, sums, lanes, Fetch<0>.self)
  }
}

private struct Product {
  let tiles: Int
  let depth: Int
  let depthStride: Int
  let inputPosition: Int
  let weightPosition: Int
  let sumStride: Int
  let sumPosition: Int
}

/// Lines of a later position's weights that are asked for with each input of this one.
private enum Fetch<let lines: Int> {}

@inline(__always)
private func table<let fetch: Int>(
  _ product: Product, _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>, _ lanes: Int, _: Fetch<fetch>.Type
) {
  #if SQZ_AVX512
    switch lanes / Vector.scalarCount {
    case 4: Positions<6, 5, 4, 4, fetch>.run(product, input, weights, sums)
    // Beside 8 × 3 sums the registers do not hold what asking ahead takes.
    case 3 where fetch > 0: Positions<7, 6, 5, 3, fetch>.run(product, input, weights, sums)
    case 3: Positions<8, 7, 6, 3, fetch>.run(product, input, weights, sums)
    case 2: Positions<8, 7, 6, 2, fetch>.run(product, input, weights, sums)
    default: Positions<8, 7, 6, 1, fetch>.run(product, input, weights, sums)
    }
  #else
    if lanes == Vector.scalarCount {
      Positions<6, 5, 4, 1, fetch>.run(product, input, weights, sums)
    } else {
      Positions<6, 5, 4, 2, fetch>.run(product, input, weights, sums)
    }
  #endif
}

/// All positions of a block; tiles are cut into about equal runs of `most` at most.
private enum Positions<
  let most: Int, let fewer: Int, let least: Int, let vectors: Int, let fetch: Int
> {
  @inline(never)
  static func run(
    _ product: Product, _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    var input = input
    var weights = weights
    var sums = sums
    var position = 0
    while position < 36 {
      var tile = 0
      var runs = (product.tiles + most - 1) / most
      // Two positions on, into the second-level cache, and half a position more than one: spread over
      // the runs of tiles as evenly as whole lines go.
      var next = weights + 2 * product.weightPosition
      let end = next + product.weightPosition * 3 / 2
      while runs > 0 {
        let rows = (product.tiles - tile + runs - 1) / runs
        let source = input + tile * product.depthStride
        let target = sums + tile * product.sumStride
        let asks = fetch > 0 && next < end
        if rows == most {
          asks
            ? Rows<most, vectors, fetch>.run(product, source, weights, next, target)
            : Rows<most, vectors, 0>.run(product, source, weights, next, target)
        } else if rows == fewer {
          asks
            ? Rows<fewer, vectors, fetch>.run(product, source, weights, next, target)
            : Rows<fewer, vectors, 0>.run(product, source, weights, next, target)
        } else if rows == least {
          asks
            ? Rows<least, vectors, fetch>.run(product, source, weights, next, target)
            : Rows<least, vectors, 0>.run(product, source, weights, next, target)
        } else {
          var row = 0
          while row < rows {
            Rows<1, vectors, 0>.run(
              product, source + row * product.depthStride, weights, next,
              target + row * product.sumStride)
            row += 1
          }
        }
        next += product.depth * fetch * 16
        tile += rows
        runs -= 1
      }
      input += product.inputPosition
      weights += product.weightPosition
      sums += product.sumPosition
      position += 1
    }
  }
}

/// Some tiles by one to four vectors of channels, summed up in registers; one array for each vector
/// as in `convolve`.
private enum Rows<let rows: Int, let vectors: Int, let fetch: Int> {
  /// - Parameter next: weights that are asked for, `fetch` cache lines an input.
  @inline(never)
  static func run(
    _ product: Product, _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>,
    _ next: UnsafePointer<Float>, _ sums: UnsafeMutablePointer<Float>
  ) {
    let width = Vector.scalarCount
    var sums0 = InlineArray<rows, Vector>(repeating: .zero)
    var sums1 = InlineArray<rows, Vector>(repeating: .zero)
    var sums2 = InlineArray<rows, Vector>(repeating: .zero)
    var sums3 = InlineArray<rows, Vector>(repeating: .zero)
    let origins = InlineArray<rows, UnsafePointer<Float>> { row in
      input + row * product.depthStride
    }
    let ahead = product.inputPosition
    var weights = weights
    var next = next
    var k = 0
    // Two inputs at a time, as in `convolve`.
    while k + 1 < product.depth {
      if fetch > 0 {
        sqz_prefetch_far(next)
        sqz_prefetch_far(next + 16)
        if fetch > 1 {
          sqz_prefetch_far(next + 32)
          sqz_prefetch_far(next + 48)
        }
        next += 2 * fetch * 16
        // Rows follow each other: `rows` floats an input walk over all that the next ones hold.
        sqz_prefetch(origins[0] + (ahead + k * rows))
        sqz_prefetch(origins[0] + (ahead + (k + 1) * rows))
      }
      multiply(origins, k, weights, &sums0, &sums1, &sums2, &sums3)
      multiply(origins, k + 1, weights + vectors * width, &sums0, &sums1, &sums2, &sums3)
      weights += 2 * vectors * width
      k += 2
    }
    if k < product.depth { multiply(origins, k, weights, &sums0, &sums1, &sums2, &sums3) }
    var target = sums
    for row in 0..<rows {
      store(sums0[row], target)
      if vectors > 1 { store(sums1[row], target + width) }
      if vectors > 2 { store(sums2[row], target + 2 * width) }
      if vectors > 3 { store(sums3[row], target + 3 * width) }
      target += product.sumStride
    }
  }

  /// Adds input `k` of every row times its weights.
  @inline(__always)
  private static func multiply(
    _ origins: InlineArray<rows, UnsafePointer<Float>>, _ k: Int, _ weights: UnsafePointer<Float>,
    _ sums0: inout InlineArray<rows, Vector>, _ sums1: inout InlineArray<rows, Vector>,
    _ sums2: inout InlineArray<rows, Vector>, _ sums3: inout InlineArray<rows, Vector>
  ) {
    let width = Vector.scalarCount
    let b0 = load(weights)
    let b1 = vectors > 1 ? load(weights + width) : .zero
    let b2 = vectors > 2 ? load(weights + 2 * width) : .zero
    let b3 = vectors > 3 ? load(weights + 3 * width) : .zero
    for row in 0..<rows {
      let a = Vector(repeating: origins[row][k])
      sums0[row] = multiplyAdd(a, b0, sums0[row])
      if vectors > 1 { sums1[row] = multiplyAdd(a, b1, sums1[row]) }
      if vectors > 2 { sums2[row] = multiplyAdd(a, b2, sums2[row]) }
      if vectors > 3 { sums3[row] = multiplyAdd(a, b3, sums3[row]) }
    }
  }
}

// Each kernel file has its own copies of these: debug builds inline nothing across files.

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
