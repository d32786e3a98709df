import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Computes the output rows `rows`: the maximum of each window clipped to the input.
public func maxPool(_ layer: PoolingArguments, rows: Range<Int>) {
  var y = rows.lowerBound
  while y < rows.upperBound {
    let top = y * layer.stride - layer.top
    let firstRow = max(0, top)
    let endRow = min(layer.inputHeight, top + layer.kernel)
    var x = 0
    while x < layer.outputWidth {
      let left = x * layer.stride - layer.left
      let firstColumn = max(0, left)
      let endColumn = min(layer.inputWidth, left + layer.kernel)
      let corner =
        layer.input + (firstRow * layer.inputRowStride + firstColumn * layer.inputPixelStride)
      let output = layer.output + (y * layer.outputRowStride + x * layer.outputPixelStride)
      if endRow - firstRow == 3, endColumn - firstColumn == 3 {
        wholeWindow(layer, corner, output)
      } else {
        window(layer, corner, endRow - firstRow, endColumn - firstColumn, output)
      }
      x += 1
    }
    y += 1
  }
}

/// Nine maxima without a loop, which would cost more than they do.
@inline(__always)
private func wholeWindow(
  _ layer: PoolingArguments, _ corner: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>
) {
  let next = layer.inputPixelStride
  let below = layer.inputRowStride
  var channel = 0
  while channel < layer.channels {
    let top = corner + channel
    let middle = top + below
    let bottom = middle + below
    var best = load(top)
    best = greater(best, load(top + next))
    best = greater(best, load(top + 2 * next))
    best = greater(best, load(middle))
    best = greater(best, load(middle + next))
    best = greater(best, load(middle + 2 * next))
    best = greater(best, load(bottom))
    best = greater(best, load(bottom + next))
    best = greater(best, load(bottom + 2 * next))
    UnsafeMutableRawPointer(output + channel).storeBytes(of: best, as: Vector.self)
    channel += Vector.scalarCount
  }
}

@inline(__always)
private func window(
  _ layer: PoolingArguments, _ corner: UnsafePointer<Float>, _ height: Int, _ width: Int,
  _ output: UnsafeMutablePointer<Float>
) {
  var channel = 0
  while channel < layer.channels {
    var row = corner + channel
    var best = load(row)
    var y = 0
    while y < height {
      var pixel = row
      var x = 0
      while x < width {
        best = greater(best, load(pixel))
        pixel += layer.inputPixelStride
        x += 1
      }
      row += layer.inputRowStride
      y += 1
    }
    UnsafeMutableRawPointer(output + channel).storeBytes(of: best, as: Vector.self)
    channel += Vector.scalarCount
  }
}

@inline(__always)
private func load(_ address: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(address).loadUnaligned(as: Vector.self)
}

@inline(__always)
private func greater(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: a .< b) }
