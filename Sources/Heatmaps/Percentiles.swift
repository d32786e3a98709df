extension ValueRange {
  /// From the `clip`th to the (100 − `clip`)th percentile of the finite values, interpolated
  /// linearly as NumPy's `percentile`; 0 and 0 where there are none.
  ///
  /// - Parameter clip: in percent, 0 ..< 50; 0 gives the smallest and the largest value.
  public init(of values: [Float], clip: Double) {
    var finite = values.filter(\.isFinite)
    guard !finite.isEmpty else {
      self.init(minimum: 0, maximum: 0)
      return
    }
    let place = Double(finite.count - 1) * clip / 100
    let count = finite.count
    self = finite.withUnsafeMutableBufferPointer { buffer in
      func percentile(_ place: Double) -> Float {
        let low = Int(place)
        let below = select(low, in: buffer)
        guard low + 1 < count, place > Double(low) else { return below }
        // What is selected has everything larger behind it.
        let above = buffer[(low + 1)...].min() ?? below
        return Float(Double(below) + (Double(above) - Double(below)) * (place - Double(low)))
      }
      return ValueRange(
        minimum: percentile(place), maximum: percentile(Double(count - 1) - place))
    }
  }
}

/// Moves the value that sorting would put at `place` there, nothing larger before it and nothing
/// smaller behind it (Hoare's selection).
private func select(_ place: Int, in values: UnsafeMutableBufferPointer<Float>) -> Float {
  var low = 0
  var high = values.count - 1
  while low < high {
    let pivot = values[low + (high - low) / 2]
    var (i, j) = (low, high)
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if place <= j { high = j } else if place >= i { low = i } else { break }
  }
  return values[place]
}
