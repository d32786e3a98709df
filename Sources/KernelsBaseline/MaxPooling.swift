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
      window(
        layer, corner, endRow - firstRow, endColumn - firstColumn,
        layer.output + (y * layer.outputRowStride + x * layer.outputPixelStride))
      x += 1
    }
    y += 1
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
    var best = UnsafeRawPointer(row).loadUnaligned(as: Vector.self)
    var y = 0
    while y < height {
      var pixel = row
      var x = 0
      while x < width {
        let value = UnsafeRawPointer(pixel).loadUnaligned(as: Vector.self)
        best = best.replacing(with: value, where: best .< value)
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
