import CCPU
import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Floats in one vector of this build.
public func vectorWidth() -> Int { Vector.scalarCount }

/// Vectors in the widest panel of weights: 6 × 4 accumulators of AVX-512's 32 registers, 6 × 2 of 16.
public func widestPanel() -> Int {
  #if SQZ_AVX512
    4
  #else
    2
  #endif
}

/// Longest stretch of the sum that one sweep over the tiles adds: the weights for so many inputs
/// stay in the first-level cache while all tiles use them.
private func sweepDepth() -> Int { 512 }

/// Computes the output pixels `pixels` for the panels `panels` of `panelVectors` vectors of channels
/// each; the last panel is narrower where the channels end so.
///
/// A long sum is added up in several sweeps, the partial sums waiting in the output.
public func convolve(_ layer: ConvolutionArguments, pixels: Range<Int>, panels: Range<Int>) {
  guard pixels.lowerBound < pixels.upperBound else { return }
  let depth = layer.segments * layer.segmentLength
  let width = layer.panelVectors * Vector.scalarCount
  var panel = panels.lowerBound
  while panel < panels.upperBound {
    let channel = panel * width
    let weights = layer.weights + channel * depth
    let lanes = min(width, layer.channels - channel)
    if depth <= sweepDepth() {
      sweep(
        layer, pixels, channel, lanes,
        Sweep(
          weights: weights, inputOffset: 0, segments: layer.segments,
          segmentLength: layer.segmentLength, isFirst: true, isLast: true))
    } else {
      let parts = (layer.segmentLength + sweepDepth() - 1) / sweepDepth()
      var part = 0
      while part < layer.segments * parts {
        let segment = part / parts
        let first = part % parts * layer.segmentLength / parts
        let end = (part % parts + 1) * layer.segmentLength / parts
        sweep(
          layer, pixels, channel, lanes,
          Sweep(
            weights: weights + (segment * layer.segmentLength + first) * lanes,
            inputOffset: segment * layer.segmentStride + first, segments: 1,
            segmentLength: end - first, isFirst: part == 0,
            isLast: part == layer.segments * parts - 1))
        part += 1
      }
    }
    panel += 1
  }
}

/// One stretch of the sum over kernel rows and input channels.
private struct Sweep {
  let weights: UnsafePointer<Float>
  /// From a pixel's first input to the first of this stretch.
  let inputOffset: Int
  let segments: Int
  let segmentLength: Int
  /// Begins with the bias rather than with the partial sums.
  let isFirst: Bool
  /// Ends with the activation.
  let isLast: Bool
}

private func sweep(
  _ layer: ConvolutionArguments, _ pixels: Range<Int>, _ channel: Int, _ lanes: Int,
  _ stretch: Sweep
) {
  if layer.nextPanelStep > 0 {
    table(layer, pixels, channel, lanes, stretch, Fetch<2>.self)
  } else if layer.inputAhead > 0 {
    table(layer, pixels, channel, lanes, stretch, Fetch<1>.self)
  } else {
    table(layer, pixels, channel, lanes, stretch, Fetch<0>.self)
  }
}

/// The memory that a tile asks for before it is needed: 0 nothing, 1 inputs, 2 the next panel's
/// weights.
private enum Fetch<let ahead: Int> {}

/// The tile shapes for each width of a panel.
@inline(__always)
private func table<let fetch: Int>(
  _ layer: ConvolutionArguments, _ pixels: Range<Int>, _ channel: Int, _ lanes: Int,
  _ stretch: Sweep, _: Fetch<fetch>.Type
) {
  #if SQZ_AVX512
    switch lanes / Vector.scalarCount {
    case 4: Tiles<6, 5, 4, 4, fetch>.run(layer, pixels, channel, stretch)
    case 3: Tiles<8, 7, 6, 3, fetch>.run(layer, pixels, channel, stretch)
    case 2: Tiles<8, 7, 6, 2, fetch>.run(layer, pixels, channel, stretch)
    default: Tiles<8, 7, 6, 1, fetch>.run(layer, pixels, channel, stretch)
    }
  #else
    if lanes == Vector.scalarCount {
      Tiles<6, 5, 4, 1, fetch>.run(layer, pixels, channel, stretch)
    } else {
      Tiles<6, 5, 4, 2, fetch>.run(layer, pixels, channel, stretch)
    }
  #endif
}

/// Cuts pixels into tiles of about the same size, `most` at most, so that none is wasted:
/// 49 pixels are 7 × 7, not 6 × 8 and 1.
private enum Tiles<let most: Int, let fewer: Int, let least: Int, let vectors: Int, let fetch: Int>
{
  @inline(__always)
  static func run(
    _ layer: ConvolutionArguments, _ pixels: Range<Int>, _ channel: Int, _ stretch: Sweep
  ) {
    var pixel = pixels.lowerBound
    var tiles = (pixels.count + most - 1) / most
    let width = vectors * Vector.scalarCount
    var next = stretch.weights + stretch.segments * stretch.segmentLength * width
    let step = layer.nextPanelStep
    while tiles > 0 {
      let rows = (pixels.upperBound - pixel + tiles - 1) / tiles
      if rows == most {
        Tile<most, vectors, fetch>.run(layer, pixel, pixels.upperBound - 1, channel, stretch, next)
      } else if rows == fewer {
        Tile<fewer, vectors, fetch>.run(layer, pixel, pixels.upperBound - 1, channel, stretch, next)
      } else {
        Tile<least, vectors, fetch>.run(
          layer, pixel, min(pixel + rows, pixels.upperBound) - 1, channel, stretch, next)
      }
      pixel += rows
      tiles -= 1
      if fetch > 1 { next += step * stretch.segmentLength }
    }
  }
}

/// Some pixels by one to four vectors of channels, accumulated in registers.
///
/// One array of sums for each vector and no loop over vectors: the compiler unrolls one short loop,
/// but of two nested ones it leaves some sums in memory.
private enum Tile<let rows: Int, let vectors: Int, let fetch: Int> {
  /// - Parameters:
  ///   - first: the first pixel.
  ///   - last: rows beyond this pixel repeat it: they compute and store the same values again.
  ///   - next: weights of the next panel that are asked for meanwhile.
  @inline(never)
  static func run(
    _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ channel: Int, _ stretch: Sweep,
    _ next: UnsafePointer<Float>
  ) {
    let width = Vector.scalarCount
    let bias = layer.bias + channel
    var sums0 = InlineArray<rows, Vector>(repeating: load(bias))
    var sums1 = InlineArray<rows, Vector>(repeating: vectors > 1 ? load(bias + width) : .zero)
    var sums2 = InlineArray<rows, Vector>(repeating: vectors > 2 ? load(bias + 2 * width) : .zero)
    var sums3 = InlineArray<rows, Vector>(repeating: vectors > 3 ? load(bias + 3 * width) : .zero)
    if !stretch.isFirst {
      for row in 0..<rows {
        let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
        sums0[row] = load(target)
        if vectors > 1 { sums1[row] = load(target + width) }
        if vectors > 2 { sums2[row] = load(target + 2 * width) }
        if vectors > 3 { sums3[row] = load(target + 3 * width) }
      }
    }
    let input = layer.input + stretch.inputOffset
    var origins = InlineArray<rows, UnsafePointer<Float>> { row in
      input + layer.inputOffsets[min(first + row, last)]
    }
    var weights = stretch.weights
    // Rows follow each other: `rows` floats an input walk over all that the next ones hold.
    let nextInput = origins[0] + layer.inputAhead
    var upcoming = next
    var segment = 0
    while segment < stretch.segments {
      var k = 0
      // Eight sums would wait for each other: odd inputs are added up apart.
      while vectors == 1, k + 1 < stretch.segmentLength {
        let b0 = load(weights)
        let b1 = load(weights + width)
        if fetch == 1 { sqz_prefetch(nextInput + k * rows) }
        weights += 2 * width
        for row in 0..<rows {
          sums0[row] = multiplyAdd(Vector(repeating: origins[row][k]), b0, sums0[row])
          sums1[row] = multiplyAdd(Vector(repeating: origins[row][k + 1]), b1, sums1[row])
        }
        k += 2
      }
      // Two inputs at a time: where a core is shared with another thread, decoding bounds the loop.
      while vectors > 1, k + 1 < stretch.segmentLength {
        if fetch == 1 {
          sqz_prefetch(nextInput + k * rows)
          sqz_prefetch(nextInput + (k + 1) * rows)
        }
        if fetch == 2 {
          sqz_prefetch_far(upcoming)
          upcoming += 2 * layer.nextPanelStep
        }
        multiply(origins, k, weights, &sums0, &sums1, &sums2, &sums3)
        multiply(origins, k + 1, weights + vectors * width, &sums0, &sums1, &sums2, &sums3)
        weights += 2 * vectors * width
        k += 2
      }
      while k < stretch.segmentLength {
        multiply(origins, k, weights, &sums0, &sums1, &sums2, &sums3)
        weights += vectors * width
        k += 1
      }
      for row in 0..<rows { origins[row] += layer.segmentStride }
      segment += 1
    }
    if vectors == 1 {
      for row in 0..<rows { sums0[row] += sums1[row] }
    }
    let relu = layer.relu && stretch.isLast
    for row in 0..<rows {
      let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
      store(activated(sums0[row], relu), target)
      if vectors > 1 { store(activated(sums1[row], relu), target + width) }
      if vectors > 2 { store(activated(sums2[row], relu), target + 2 * width) }
      if vectors > 3 { store(activated(sums3[row], relu), target + 3 * width) }
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

/// `replacing` becomes one maximum instruction; `pointwiseMax` would be a call.
@inline(__always)
private func activated(_ value: Vector, _ relu: Bool) -> Vector {
  relu ? value.replacing(with: 0, where: value .< 0) : value
}
