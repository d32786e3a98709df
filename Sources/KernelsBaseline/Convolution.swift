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

/// Computes the output pixels `pixels` for the panels `panels` of
/// two vectors of channels each; the last panel is one vector wide where the channels end so.
public func convolve(_ layer: ConvolutionArguments, pixels: Range<Int>, panels: Range<Int>) {
  guard pixels.lowerBound < pixels.upperBound else { return }
  let width = Vector.scalarCount
  let depth = layer.segments * layer.segmentLength
  var panel = panels.lowerBound
  while panel < panels.upperBound {
    let channel = panel * 2 * width
    let weights = layer.weights + channel * depth
    let isWide = channel + 2 * width <= layer.channels
    var pixel = pixels.lowerBound
    while pixel < pixels.upperBound {
      if isWide {
        tileOfTwoVectors(layer, pixel, pixels.upperBound - 1, channel, weights)
      } else {
        tileOfOneVector(layer, pixel, pixels.upperBound - 1, channel, weights)
      }
      pixel += TileRows.count
    }
    panel += 1
  }
}

/// Where each pixel of a tile begins to read. Rows past the last pixel repeat it: they compute and
/// store the same values again, which costs less than a second kernel for the rest.
@inline(__always)
private func origins(_ layer: ConvolutionArguments, _ first: Int, _ last: Int) -> TileRows {
  TileRows { row in layer.input + layer.inputOffsets[min(first + row, last)] }
}

@inline(never)
private func tileOfTwoVectors(
  _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ channel: Int,
  _ panel: UnsafePointer<Float>
) {
  var left = Accumulators(repeating: load(layer.bias + channel))
  var right = Accumulators(repeating: load(layer.bias + channel + Vector.scalarCount))
  var rows = origins(layer, first, last)
  var weights = panel
  var segment = 0
  while segment < layer.segments {
    var k = 0
    while k < layer.segmentLength {
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
  for row in 0..<TileRows.count {
    let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
    store(activated(left[row], layer.relu), target)
    store(activated(right[row], layer.relu), target + Vector.scalarCount)
  }
}

@inline(never)
private func tileOfOneVector(
  _ layer: ConvolutionArguments, _ first: Int, _ last: Int, _ channel: Int,
  _ panel: UnsafePointer<Float>
) {
  var sums = Accumulators(repeating: load(layer.bias + channel))
  var rows = origins(layer, first, last)
  var weights = panel
  var segment = 0
  while segment < layer.segments {
    var k = 0
    while k < layer.segmentLength {
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
  for row in 0..<TileRows.count {
    let target = layer.output + (layer.outputOffsets[min(first + row, last)] + channel)
    store(activated(sums[row], layer.relu), target)
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
