import SqueezeNet

/// The arithmetic between a graph's input and its first convolution: value · scale + shift for each
/// channel, in the order that the convolution sees.
struct GraphPreparation: Hashable {
  private var scales: [Double] = [1]
  private var shifts: [Double] = [0]
  private var isReversed = false

  /// Nil where there are not as many values as channels.
  func scaled(by scale: StoredArray?, adding shift: StoredArray?) -> GraphPreparation? {
    func values(_ array: StoredArray?, or usual: Double) -> [Double]? {
      guard let array else { return [usual] }
      guard let count = array.count, [1, 3].contains(count), let values = try? array.values(),
        values.count == count
      else { return nil }
      return values.map { Double($0) }
    }
    func each(_ one: [Double], _ other: [Double], _ join: (Double, Double) -> Double) -> [Double] {
      (0..<max(one.count, other.count)).map {
        join(one[one.count == 1 ? 0 : $0], other[other.count == 1 ? 0 : $0])
      }
    }
    guard let factors = values(scale, or: 1), let terms = values(shift, or: 0) else { return nil }
    var result = self
    result.scales = each(scales, factors, *)
    result.shifts = each(each(shifts, factors, *), terms, +)
    return result
  }

  var reversed: GraphPreparation {
    var result = self
    result.scales.reverse()
    result.shifts.reverse()
    result.isReversed.toggle()
    return result
  }

  var isEmpty: Bool { self == GraphPreparation() }

  /// What a photo's pixels need for the network behind this.
  ///
  /// - Parameter usual: Taken where only the order of channels is turned.
  /// - Returns: nil for arithmetic that prepares no image.
  func preprocessing(usual: Preprocessing) -> Preprocessing? {
    func channel(_ values: [Double], _ index: Int) -> Double {
      values[values.count == 1 ? 0 : index]
    }
    if scales.allSatisfy({ $0 == 1 }), shifts.allSatisfy({ $0 == 0 }) {
      var result = usual
      if isReversed { result.order = usual.order == .rgb ? .bgr : .rgb }
      return result
    }
    func has(_ known: Preprocessing, _ divisor: Double) -> Bool {
      (0..<3).allSatisfy { index in
        let deviation = Double(known.deviation[index])
        let (scale, shift) = (1 / (divisor * deviation), -Double(known.mean[index]) / deviation)
        return abs(channel(scales, index) - scale) <= 1e-4 * scale
          && abs(channel(shifts, index) - shift) <= 1e-4 * max(0.01, abs(shift))
      }
    }
    for (_, known) in Preprocessing.named {
      // The graph reads pixels, or what is divided by 255 already.
      guard has(known, Double(known.divisor)) || known.divisor == 255 && has(known, 1) else {
        continue
      }
      var result = known
      if isReversed == (usual.order != .bgr) { result.order = .bgr }
      return result
    }
    let means = (0..<3).map { -channel(shifts, $0) / channel(scales, $0) }
    let deviations = (0..<3).map { 1 / channel(scales, $0) }
    guard means.allSatisfy({ abs($0) <= 10_000 }),
      deviations.allSatisfy({ (0.0001...10_000).contains($0) })
    else { return nil }
    var result = Preprocessing.torchvision
    let isUnit = means.allSatisfy { abs($0) <= 1 } && deviations.allSatisfy { $0 <= 1 }
    result.divisor = isUnit ? 255 : 1
    result.mean = SIMD3(means.map { Float($0) })
    result.deviation = SIMD3(deviations.map { Float($0) })
    if isReversed == (usual.order != .bgr) { result.order = .bgr }
    return result
  }
}
