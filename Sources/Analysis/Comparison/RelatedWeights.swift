import Weights

extension ModelWeights {
  /// True where the same channel of both means the same: one was made from the other, by pruning,
  /// rounding or training on. Kernels that were trained apart have nothing to do with each other,
  /// and a cosine near 0. conv10 does not count: its classes may be others.
  public func isRelated(to other: ModelWeights) -> Bool {
    var (product, own, others) = (0.0, 0.0, 0.0)
    for (name, weights) in convolutions where name != "conv10" {
      guard let kernel = other.convolutions[name]?.kernel, kernel.count == weights.kernel.count
      else { return false }
      for (a, b) in zip(weights.kernel, kernel) {
        product += Double(a * b)
        own += Double(a * a)
        others += Double(b * b)
      }
    }
    return product >= 0.5 * (own * others).squareRoot()
  }
}
