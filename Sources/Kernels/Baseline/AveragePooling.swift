import KernelTypes

#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Computes the mean over all pixels of every channel. Rows are summed first and then added, so
/// that rounding grows with height + width and not with their product.
public func averagePool(_ layer: AveragingArguments) {
  let scale = 1 / Float(layer.height * layer.width)
  var channel = 0
  while channel < layer.channels {
    var total = Vector.zero
    var row = layer.input + channel
    var y = 0
    while y < layer.height {
      var sum = Vector.zero
      var pixel = row
      var x = 0
      while x < layer.width {
        sum += UnsafeRawPointer(pixel).loadUnaligned(as: Vector.self)
        pixel += layer.pixelStride
        x += 1
      }
      total += sum
      row += layer.rowStride
      y += 1
    }
    UnsafeMutableRawPointer(layer.output + channel).storeBytes(
      of: total * Vector(repeating: scale), as: Vector.self)
    channel += Vector.scalarCount
  }
}
