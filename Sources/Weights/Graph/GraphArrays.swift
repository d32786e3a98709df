import Files

/// Arithmetic with the arrays of graphs. Nothing is computed before values are asked for.
extension StoredArray {
  /// Product of the shape; nil for more than a file can hold.
  var count: Int? { NPYHeader.count(of: shape, upTo: SizeLimit.weights) }

  /// The only value; nil where there are several.
  var single: Float? { count == 1 ? (try? values())?.first : nil }

  /// The values of a short list of whole numbers.
  var integers: [Int]? {
    guard let count, count <= 64, let values = try? values() else { return nil }
    let integers = values.compactMap { Int(exactly: $0) }
    return integers.count == values.count ? integers : nil
  }

  static func zeros(_ count: Int) -> StoredArray {
    StoredArray(shape: [count]) { [Float](repeating: 0, count: count) }
  }

  /// Another shape of as many values.
  func reshaped(_ shape: [Int]) -> StoredArray {
    StoredArray(shape: shape, name: name, type: type, values: values)
  }

  func mapped(_ change: @escaping (Float) -> Float) -> StoredArray {
    StoredArray(shape: shape, name: name, type: type) { () throws(WeightsError) in
      try values().map(change)
    }
  }

  /// - Parameter order: the old axis for each new one.
  func transposed(_ order: [Int]) -> StoredArray {
    let turned = order.map { shape[$0] }
    return StoredArray(shape: turned, name: name, type: type) { () throws(WeightsError) in
      let values = try values()
      guard !values.isEmpty else { return [] }
      var strides = [1]
      for size in shape.dropFirst().reversed() { strides.insert(strides[0] &* size, at: 0) }
      return values.inCOrder(turned, strides: order.map { strides[$0] })
    }
  }

  /// Each output channel multiplied and moved, by one value or one a channel.
  func scaled(by scale: StoredArray?, adding shift: StoredArray? = nil) -> StoredArray {
    combined(scale, or: 1, shift, or: 0) { $0 * $1 + $2 }
  }

  /// What integers stand for.
  func dequantized(_ scale: StoredArray, _ zeroPoint: StoredArray?) -> StoredArray {
    combined(scale, or: 1, zeroPoint, or: 0) { ($0 - $2) * $1 }
  }

  private func combined(
    _ one: StoredArray?, or usualOne: Float, _ two: StoredArray?, or usualTwo: Float,
    _ join: @escaping (Double, Double, Double) -> Double
  ) -> StoredArray {
    StoredArray(shape: shape, name: name, type: type) { () throws(WeightsError) in
      let channels = shape.first ?? 1
      func factors(_ array: StoredArray?, _ usual: Float) throws(WeightsError) -> [Double] {
        let values = try array?.values() ?? [usual]
        guard values.count == 1 || values.count == channels else {
          throw .malformed(
            "array \((name ?? "").printable) is scaled by \(values.count) values, "
              + "not one for each of \(channels) channels")
        }
        return values.map { Double($0) }
      }
      let (values, ones) = (try values(), try factors(one, usualOne))
      let twos = try factors(two, usualTwo)
      let window = max(1, values.count / max(1, channels))
      return values.enumerated().map { index, value in
        let channel = index / window
        return Float(
          join(
            Double(value), ones[ones.count == 1 ? 0 : channel],
            twos[twos.count == 1 ? 0 : channel]))
      }
    }
  }
}

extension GraphNode.Operation {
  /// A value and a constant, which has one number or one a channel; nil for others.
  ///
  /// - Parameter isSecond: True where the constant is what is subtracted or divided by.
  static func arithmetic(_ name: String, _ constant: StoredArray, isSecond: Bool)
    -> GraphNode.Operation?
  {
    guard constant.shape.allSatisfy({ $0 > 0 }), constant.shape.count(where: { $0 != 1 }) <= 1
    else {
      return nil
    }
    return switch (name, isSecond) {
    case ("Add", _), ("Sum", _): .scaling(scale: nil, shift: constant)
    case ("Sub", true): .scaling(scale: nil, shift: constant.mapped { -$0 })
    case ("Mul", _): .scaling(scale: constant, shift: nil)
    case ("Div", true): .scaling(scale: constant.mapped { 1 / $0 }, shift: nil)
    default: nil
    }
  }

  /// Batch normalisation once training is over.
  static func normalization(
    scale: StoredArray?, bias: StoredArray?, mean: StoredArray, variance: StoredArray,
    epsilon: Double
  ) -> GraphNode.Operation {
    let factor = StoredArray(shape: variance.shape) { () throws(WeightsError) in
      let inverse = variance.mapped { Float(1 / (Double($0) + epsilon).squareRoot()) }
      return try (scale.map { inverse.scaled(by: $0) } ?? inverse).values()
    }
    let negative = mean.scaled(by: factor).mapped { -$0 }
    return .scaling(
      scale: factor, shift: bias.map { negative.scaled(by: nil, adding: $0) } ?? negative)
  }
}
