import Glibc

extension ReferenceNetwork {
  /// exp(x − max) / Σ exp(x − max).
  public static func softmax(_ logits: [Double]) -> [Double] {
    let maximum = logits.max() ?? 0
    let exponentials = logits.map { exp($0 - maximum) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }
}
