import KernelTypes

private typealias Lanes = SIMD8<Float>
private typealias WideLanes = SIMD8<Double>

/// Sum, extremes and zeros of `count` values, at least one. Sums are in double precision.
public func summarize(_ values: UnsafePointer<Float>, count: Int) -> ValueSummary {
  var sum = WideLanes.zero
  var minimum = Lanes(repeating: .infinity)
  var maximum = Lanes(repeating: -.infinity)
  var zeros = SIMD8<Int32>.zero
  // NaN · 0 and ∞ · 0 are NaN and stay it.
  var probe = Lanes.zero
  var index = 0
  while index + 8 <= count {
    let lanes = UnsafeRawPointer(values + index).loadUnaligned(as: Lanes.self)
    sum += WideLanes(lanes)
    minimum = minimum.replacing(with: lanes, where: lanes .< minimum)
    maximum = maximum.replacing(with: lanes, where: maximum .< lanes)
    zeros &+= SIMD8<Int32>.zero.replacing(with: 1, where: lanes .== 0)
    probe += lanes * 0
    index += 8
  }
  var summary = ValueSummary(
    sum: sum.sum(), minimum: minimum.min(), maximum: maximum.max(),
    zeros: Int(zeros.wrappedSum()), isFinite: probe.sum() == 0)
  while index < count {
    let value = values[index]
    summary.sum += Double(value)
    summary.minimum = min(summary.minimum, value)
    summary.maximum = max(summary.maximum, value)
    if value == 0 { summary.zeros += 1 }
    if !value.isFinite { summary.isFinite = false }
    index += 1
  }
  return summary
}

/// Sum of the squared distances of finite values from `mean`.
public func squaredDistances(_ values: UnsafePointer<Float>, count: Int, mean: Double) -> Double {
  var sum = WideLanes.zero
  var index = 0
  while index + 8 <= count {
    let lanes = UnsafeRawPointer(values + index).loadUnaligned(as: Lanes.self)
    let distance = WideLanes(lanes) - WideLanes(repeating: mean)
    sum += distance * distance
    index += 8
  }
  var total = sum.sum()
  while index < count {
    let distance = Double(values[index]) - mean
    total += distance * distance
    index += 1
  }
  return total
}
