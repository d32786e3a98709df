import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
  /// 8 × 2 accumulators of the 32 registers; 8 alone already hide the latency of the FMA.
  private typealias TileRows = InlineArray<8, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<8, Vector>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
  /// 6 × 2 accumulators, two weights and one input fill 15 of the 16 registers.
  private typealias TileRows = InlineArray<6, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<6, Vector>
#else
  private typealias Vector = SIMD4<Float>
  private typealias TileRows = InlineArray<6, UnsafePointer<Float>>
  private typealias Accumulators = InlineArray<6, Vector>
#endif

/// Floats in one vector of this build.
public func vectorWidth() -> Int { Vector.scalarCount }

/// Output pixels that the convolution's inner loop computes at once.
public func tileRows() -> Int { TileRows.count }

/// Longest stretch of the sum that one sweep over the tiles adds: two vectors of weights for each
/// of so many inputs (16 to 32 kB) stay in the first-level cache while all tiles use them.
private func sweepDepth() -> Int { 256 }

/// Computes the output pixels `pixels` for the panels `panels` of two vectors of channels each; the
/// last panel is one vector wide where the channels end so.
///
/// A long sum is added up in several sweeps, the partial sums waiting in the output.
public func convolve(_ layer: ConvolutionArguments, pixels: Range<Int>, panels: Range<Int>) {
  guard pixels.lowerBound < pixels.upperBound else { return }
  let depth = layer.segments * layer.segmentLength
  var panel = panels.lowerBound
  while panel < panels.upperBound {
    let channel = panel * 2 * Vector.scalarCount
    let weights = layer.weights + channel * depth
    let isWide = channel + 2 * Vector.scalarCount <= layer.channels
    if depth <= sweepDepth() {
      sweep(
        layer, pixels, channel, isWide,
        Sweep(
          weights: weights, inputOffset: 0, segments: layer.segments,
          segmentLength: layer.segmentLength, isFirst: true, isLast: true))
    } else {
      let lanes = isWide ? 2 * Vector.scalarCount : Vector.scalarCount
      let parts = (layer.segmentLength + sweepDepth() - 1) / sweepDepth()
      var part = 0
      while part < layer.segments * parts {
        let segment = part / parts
        let first = part % parts * layer.segmentLength / parts
        let end = (part % parts + 1) * layer.segmentLength / parts
        sweep(
          layer, pixels, channel, isWide,
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

@inline(__always)
private func sweep(
  _ layer: ConvolutionArguments, _ pixels: Range<Int>, _ channel: Int, _ isWide: Bool,
  _ stretch: Sweep
) {
  var pixel = pixels.lowerBound
  while pixel < pixels.upperBound {
    if isWide {
      tileOfTwoVectors(layer, pixel, pixels.upperBound - 1, channel, stretch)
    } else {
      tileOfOneVector(layer, pixel, pixels.upperBound - 1, channel, stretch)
    }
    pixel += TileRows.count
  }
}

/// Where each pixel of a tile begins to read. Rows past the last pixel repeat it: they compute and
/// store the same values again, which costs less than a second kernel for the rest.
@inline(__always)
private func origins(
  _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ stretch: Sweep
) -> TileRows {
  let input = layer.input + stretch.inputOffset
  return TileRows { row in input + layer.inputOffsets[min(first + row, last)] }
}

@inline(never)
private func tileOfTwoVectors(
  _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ channel: Int,
  _ stretch: Sweep
) {
  var left = Accumulators(repeating: load(layer.bias + channel))
  var right = Accumulators(repeating: load(layer.bias + channel + Vector.scalarCount))
  if !stretch.isFirst {
    for row in 0..<TileRows.count {
      let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
      left[row] = load(target)
      right[row] = load(target + Vector.scalarCount)
    }
  }
  var rows = origins(layer, first, last, stretch)
  var weights = stretch.weights
  var segment = 0
  while segment < stretch.segments {
    var k = 0
    while k < stretch.segmentLength {
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
    for row in 0..<TileRows.count { rows[row] += layer.segmentStride }
    segment += 1
  }
  let relu = layer.relu && stretch.isLast
  for row in 0..<TileRows.count {
    let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
    store(activated(left[row], relu), target)
    store(activated(right[row], relu), target + Vector.scalarCount)
  }
}

@inline(never)
private func tileOfOneVector(
  _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ channel: Int,
  _ stretch: Sweep
) {
  var sums = Accumulators(repeating: load(layer.bias + channel))
  if !stretch.isFirst {
    for row in 0..<TileRows.count {
      sums[row] = load(layer.output + (layer.outputOffsets[min(first + row, last)] + channel))
    }
  }
  var rows = origins(layer, first, last, stretch)
  var weights = stretch.weights
  var segment = 0
  while segment < stretch.segments {
    var k = 0
    while k < stretch.segmentLength {
      let b = load(weights)
      weights += Vector.scalarCount
      for row in 0..<TileRows.count {
        sums[row] = multiplyAdd(Vector(repeating: rows[row][k]), b, sums[row])
      }
      k += 1
    }
    for row in 0..<TileRows.count { rows[row] += layer.segmentStride }
    segment += 1
  }
  let relu = layer.relu && stretch.isLast
  for row in 0..<TileRows.count {
    let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
    store(activated(sums[row], relu), target)
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
